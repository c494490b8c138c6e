// Where the programs are that tests drive. `cargo xtask test` finds them and passes them on.

/** The path in an environment variable, or an error that says how to get it. */
export function program(variable) {
  const path = process.env[variable];
  if (!path) throw new Error(`${variable} is not set: run these tests with \`cargo xtask test\``);
  return path;
}
