import type { Language } from '#core/company/read.ts'
import type { StatementAccount } from '#core/journal/statement.ts'
import type { StatementFacts } from '#core/journal/statement-facts.ts'
import type { StatementPaper } from '#emails/paper/statement-paper.ts'
import { press } from './paper.ts'

/**
 * The PDF of a statement in the language of whoever asks for it. It is not kept: it tells of the day it is made on.
 * `publicUrl` is where what is open can be paid.
 */
export async function statementPdf(
	facts: StatementFacts,
	{ language, publicUrl }: { language: Language; publicUrl: string },
): Promise<{ fileName: string; content: Buffer }> {
	const content = await press.print('statement', paperOf(facts, language, publicUrl))
	return { fileName: `${statementName(facts)}.pdf`, content }
}

/** `statement-C-00042-2026-06-30` */
export function statementName({ customer, contract, on }: Pick<StatementFacts, 'customer' | 'contract' | 'on'>) {
	return `statement-${contract?.number ?? customer.number}-${on}`
}

function paperOf(facts: StatementFacts, language: Language, publicUrl: string): StatementPaper {
	const { customer, contract, seller, buyer, from, on, payOffOn } = facts
	const numbered = <Row extends { contract: { number: string } | null }>({ contract: of, ...row }: Row) => ({
		...row,
		contractNumber: of?.number ?? '',
	})
	return {
		language,
		seller,
		buyer,
		customerNumber: customer.number,
		contractNumber: contract?.number ?? '',
		...(from ? { from } : {}),
		on,
		accounts: facts.accounts.map(({ lines, items, plans, ...account }) => {
			const pay = new URLSearchParams(
				contract ? { contract: contract.id } : { customer: customer.id, all: account.currency },
			)
			return {
				...account,
				...payOffOf({ ...account, plans }, payOffOn > on, payOffOn),
				plan: plans.flatMap(({ contract: of, label: plan, instalments }) =>
					instalments.map(({ invoice, openMinor, ...one }) => ({
						...{ ...one, plan, contractNumber: of.number },
						...(invoice ? { openMinor } : {}),
					})),
				),
				lines: lines.map(numbered),
				items: items.map(numbered),
				payUrl: `${publicUrl}/pay?${pay}`,
			}
		}),
	}
}

type Beside = Pick<StatementAccount, 'penalty' | 'coming' | 'comingMinor' | 'afterMinor' | 'payOffMinor' | 'plans'>

function payOffOf(
	{ penalty, coming, comingMinor, afterMinor, payOffMinor, plans }: Beside,
	ahead: boolean,
	on: string,
) {
	if (!ahead && plans.length === 0 && !(penalty && penalty.accruedMinor + penalty.billedMinor > 0n)) return {}
	return {
		payOff: {
			...{ on, comingMinor, afterMinor: afterMinor ?? 0n, minor: payOffMinor },
			...(penalty ? { penalty } : {}),
			coming: coming.map(({ contract, ...item }) => ({ ...item, contractNumber: contract.number })),
		},
	}
}
