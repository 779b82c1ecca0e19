import { z } from 'zod'
import { listQuestionsTo } from '#core/approval/list-questions.ts'
import { listWaitingFor } from '#core/approval/list-waiting.ts'
import { amount, moment } from '#emails/words/format.ts'
import { defineCommand } from '../command.ts'
import { titleOf } from '../desk/card.ts'
import { cardWords } from '../words/card.ts'

const most = 10

/** What waits for the member's decision. */
export const waiting = defineCommand({
	name: 'waiting',
	says: {
		en: ['approvals', 'my approvals', 'waiting', 'waiting for me', 'what is waiting for me', 'what waits for me'],
		ru: ['согласования', 'мои согласования', 'что ждёт меня', 'что ждет меня', 'что меня ждёт'],
		zh: ['审批', '我的审批', '待我审批', '待办'],
		vi: ['phê duyệt', 'phê duyệt của tôi', 'đang chờ tôi', 'chờ duyệt'],
	},
	input: z.object({}),
	read: () => ({}),
	run: async ({ words, language, look }) => {
		const link = { label: words.open, path: '/staff/approvals' }
		const questions = await look(listQuestionsTo, undefined)
		const answers = questions.slice(0, most).map(({ id, about }) => ({
			label: words.waiting.asked(about.number || about.name),
			...{ command: 'card', input: { id } },
		}))
		const requests = await look(listWaitingFor, undefined)
		if (requests.length === 0)
			return questions.length > 0
				? { title: words.waiting.questions(questions.length), choices: answers, link }
				: { title: words.waiting.none, link }
		const timeZone = await look(async (scope) => scope.company.timeZone, undefined)
		return {
			title: words.waiting.title(requests.length),
			table: {
				columns: [
					{ title: words.waiting.what },
					{ title: words.waiting.who },
					{ title: words.waiting.amount, figures: true },
					{ title: words.waiting.since },
				],
				rows: requests
					.slice(0, most)
					.map(({ kind, about, customerName, requester, amountMinor, currency, requestedAt }) => [
						titleOf(cardWords(language), { kind, about: { ...about, name: customerName ?? about.name } }),
						requester,
						amountMinor !== null && currency ? amount(amountMinor, currency, language) : '',
						moment(requestedAt, timeZone, language),
					]),
				total: requests.length,
			},
			choices: [
				...answers,
				...requests.slice(0, most).map(({ id, about }) => ({
					label: words.waiting.look(about.number || about.name),
					...{ command: 'card', input: { id } },
				})),
			],
			link,
		}
	},
})
