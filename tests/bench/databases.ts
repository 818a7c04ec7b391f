import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { query, sharedPostgres } from '../support/database/postgres.ts'
import { startChild, type Child } from './children.ts'
import type { Product, ProductOptions } from './product.ts'

/** Starts the product, on a new database at each call. */
export interface Databases {
  product(
    on: 'postgres' | 'pglite',
    tenants?: readonly number[],
  ): Promise<{ databaseUrl: string; product: Child<Product> }>
  drop(): Promise<void>
}

export async function openDatabases(folder: string): Promise<Databases> {
  const server = await sharedPostgres()
  if ('skipped' in server) throw new Error(`The benchmark needs PostgreSQL: ${server.skipped}`)
  const names: string[] = []
  const newPostgres = async () => {
    const name = `bench_${randomUUID()}`
    await query(server.url, `create database "${name}"`)
    names.push(name)
    return Object.assign(new URL(server.url), { pathname: `/${name}` }).href
  }
  return {
    product: async (on, tenants = []) => {
      const dataFolder = mkdtempSync(join(folder, 'product-'))
      const databaseUrl = on === 'postgres' ? await newPostgres() : `pglite:${join(dataFolder, 'database')}`
      const options: ProductOptions = { databaseUrl, dataFolder, tenants }
      return { databaseUrl, product: await startChild<Product>('product', options) }
    },
    drop: async () => {
      for (const name of names) await query(server.url, `drop database if exists "${name}" with (force)`)
    },
  }
}
