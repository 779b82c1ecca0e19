import { z } from 'zod'
import { findReasons, type Reason } from '#core/health/find.ts'
import { amount } from '#emails/words/format.ts'
import { defineCommand } from '../command.ts'
import { listed } from '../desk/listed.ts'

const most = 20
const each = (heads: readonly string[], tails: readonly string[]) =>
	heads.flatMap((head) => tails.map((tail) => `${head} ${tail}`))

/** Contracts in force that are at risk or bad, by the conditions of their templates, with what holds for each. */
export const atRisk = defineCommand({
	name: 'at-risk',
	says: {
		en: [
			...each(
				[
					'which contracts',
					'what contracts',
					'contracts',
					'contracts that',
					'show contracts',
					'show me contracts',
					'list contracts',
				],
				['are at risk', 'at risk', 'are bad', 'are in danger', 'are in bad health', 'need attention', 'are unhealthy'],
			),
			...['bad contracts', 'at risk contracts', 'contract health', 'health of contracts', 'unhealthy contracts'],
		],
		ru: [
			...each(
				['какие договоры', 'договоры', 'какие контракты', 'покажи договоры', 'список договоров'],
				['под угрозой', 'в зоне риска', 'под риском', 'в опасности', 'требуют внимания', 'находятся под угрозой'],
			),
			...[
				'проблемные договоры',
				'какие договоры проблемные',
				'плохие договоры',
				'здоровье договоров',
				'состояние договоров',
			],
		],
		zh: [
			...[
				'哪些合同有风险',
				'有哪些合同有风险',
				'有风险的合同',
				'有风险的合同有哪些',
				'哪些合同存在风险',
				'哪些合同处于风险中',
			],
			...['合同健康度', '合同健康状况', '不良合同', '哪些合同需要关注', '风险合同'],
		],
		vi: [
			...each(
				['hợp đồng nào', 'những hợp đồng nào', 'các hợp đồng', 'hợp đồng'],
				['có rủi ro', 'đang có rủi ro', 'gặp rủi ro', 'đang gặp rủi ro', 'cần chú ý', 'có nguy cơ', 'đang có nguy cơ'],
			),
			...['hợp đồng xấu', 'tình trạng hợp đồng', 'sức khỏe hợp đồng'],
		],
	},
	input: z.object({}),
	read: () => ({}),
	run: async (visit) => {
		const { words, language, look } = visit
		const { rows, total, query } = await listed(
			visit,
			'contracts',
			[
				...[['health', 'bad'] as const, ['health', 'at_risk'] as const],
				...['number', 'customer', 'health', 'owner', 'mrr'].map((column) => ['column', column] as const),
			],
			most,
		)
		const link = { label: words.open, path: `/staff/contracts?${query}` }
		if (rows.length === 0) return { title: words.health.none, link }
		const reasons = await look(findReasons, { contractIds: rows.map(({ id }) => id) })
		const say = ({ kind, measured, limit }: Reason) => words.health.reasons[kind](measured, limit)
		const isBad = (cells: Record<string, string | null>) => cells.health === 'bad'
		return {
			title: words.health.title(total),
			table: {
				columns: [
					...[{ title: words.found.contract }, { title: words.found.customer }, { title: words.health.of }],
					...[{ title: words.health.why }, { title: words.found.owner }, { title: words.found.mrr, figures: true }],
				],
				rows: rows
					.toSorted((one, other) => Number(isBad(other.cells)) - Number(isBad(one.cells)))
					.map(({ id, cells, currency }) => [
						...[cells.number ?? '', cells.customer ?? ''],
						isBad(cells) ? words.health.bad : words.health.atRisk,
						(reasons.get(id) ?? []).map(say).join('; '),
						cells.owner ?? words.found.none,
						currency ? amount(BigInt(cells.mrr ?? 0), currency, language) : '',
					]),
				total,
			},
			link,
		}
	},
})
