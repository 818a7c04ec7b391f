import { compileCatalogues } from './catalogues.mjs'
import { main } from './run.mjs'

/** Compiles the catalogues of every room to TypeScript modules, and names every fault in them. */
await main(() => compileCatalogues())
