/** What `read` answers; where it throws, its words alone are printed and the process ends: a stack helps nobody who set a variable. */
export function orExit<T>(read: () => T): T {
  try {
    return read()
  } catch (fault) {
    process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
    process.exit(1)
  }
}
