// The script of the package's worker, which is started by its address and never imported.

export {};
