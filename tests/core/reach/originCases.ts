import { basicCases } from './originCasesBasic.ts'
import { hostCases } from './originCasesHost.ts'
import { idnaCases } from './originCasesIdna.ts'
import type { OriginCase } from './originCaseType.ts'
import { syntaxCases } from './originCasesSyntax.ts'

/** The complete grammar of origin patterns in more than 200 cases. */
export const originCases: readonly OriginCase[] = [...basicCases, ...hostCases, ...syntaxCases, ...idnaCases]
