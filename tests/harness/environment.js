// The paths of programs that tests drive. `cargo xtask test` finds them and passes them on.

/** Returns the path in an environment variable. Throws an error that explains how to set it. */
export function program(variable) {
  const path = process.env[variable];
  if (!path) throw new Error(`${variable} is not set: run these tests with \`cargo xtask test\``);
  return path;
}
