const patience = 30_000

/** Asks again and again until it holds; for what nobody announces. */
export async function eventually(holds: () => Promise<boolean> | boolean, what: string): Promise<void> {
  for (const end = Date.now() + patience; !(await holds());) {
    if (Date.now() > end) throw new Error(`It never came true: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
