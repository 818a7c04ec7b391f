import { basicCases } from './originCasesBasic.ts'
import { hostCases } from './originCasesHost.ts'
import { idnaCases } from './originCasesIdna.ts'
import type { OriginCase } from './originCaseType.ts'
import { syntaxCases } from './originCasesSyntax.ts'

/** The whole grammar of origin patterns as sentences: more than 200, each decided the same in every place that decides. */
export const originCases: readonly OriginCase[] = [...basicCases, ...hostCases, ...syntaxCases, ...idnaCases]
