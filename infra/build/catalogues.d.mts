/**
 * Compiles the catalogues of these folders to TypeScript modules. Throws one error that names every fault; see `catalogues.mjs`.
 */
export function compileCatalogues(base?: string, folders?: Readonly<Record<string, 'all' | 'loaders' | 'rows'>>): void
