// The build puts the version of the workspace here.

export const version = "0.0.0";
