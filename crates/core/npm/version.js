// Held equal to package.json by the build.

export const version = "0.1.0";
