// The request that every contestant sends.

export const MODEL = "gemini-2.5-flash-image";
export const PROMPT = "a red fox";

export const generateUrl = (base, model) => `${base}/v1beta/models/${model}:generateContent`;
