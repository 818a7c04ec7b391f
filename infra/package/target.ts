import { readAppPackageConfig, type AppPackageConfig } from '#api/config'
import { apiClientId, botId } from '../local/seedPeople.ts'
import { readSettings } from '../local/settings.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The installation that a package is for. `name` is part of the file name. */
export type Target = AppPackageConfig & { name: string; local: boolean }

/** The installation's name: `--env <name>`, else `production` if a production variable is set, else `local`. */
export function readTargetName(args: readonly string[], env: Environment): string {
  const name = askedName(args) ?? (namesProduction(env) ? 'production' : 'local')
  if (/^[a-z0-9][a-z0-9-]{0,30}$/.test(name)) return name
  throw new Error(`--env ${name}: a name has at most 31 lowercase letters, digits and hyphens`)
}

/** The configuration of that installation; `local` is the embedded world. Throws an error that names every missing or invalid variable. */
export const readTarget = (name: string, env: Environment): Target =>
  name === 'local' ? { ...embedded(env), name, local: true } : { ...production(env, name), name, local: false }

function askedName(args: readonly string[]): string | undefined {
  const [flag, name] = args
  if (flag === undefined) return undefined
  if (flag !== '--env' || name === undefined || args.length > 2)
    throw new Error('npm run package accepts only: -- --env <name>')
  return name
}

const namesProduction = (env: Environment): boolean =>
  env.NODE_ENV === 'production' || ['PUBLIC_URL', 'WIDGET_URL', 'BOT_ID', 'ENTRA_CLIENT_ID'].some((name) => env[name])

function embedded(env: Environment): AppPackageConfig {
  const { ports } = readSettings(env)
  return {
    publicUrl: `http://localhost:${ports.api}`,
    widgetUrl: `http://localhost:${ports.widget}`,
    clientId: apiClientId,
    botId,
  }
}

function production(env: Environment, name: string): AppPackageConfig {
  try {
    return readAppPackageConfig(env)
  } catch (error) {
    const details = error instanceof Error ? error.message.replaceAll('\n', '\n  ') : String(error)
    throw new Error(`The package for ${name} cannot be created:\n  ${details}`, { cause: error })
  }
}
