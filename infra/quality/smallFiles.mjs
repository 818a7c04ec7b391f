/** Files under 40 code lines with one importer that stand by themselves, and why. Everything else belongs in its importer. */
export const smallFiles = {}
