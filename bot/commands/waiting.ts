import { z } from 'zod'
import { listRequests } from '#core/approval/find.ts'
import { may } from '#core/permit.ts'
import { amount, moment } from '#emails/words/format.ts'
import { defineCommand } from '../command.ts'

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
	run: async ({ words, language, member, look }) => {
		const link = { label: words.open, path: '/staff/approvals' }
		const decides = may({ kind: 'staff', userId: member.userId, role: member.role }, 'approval.decide')
		const requests = decides ? await look(listRequests, { state: 'waiting', limit: 50 }) : []
		if (requests.length === 0) return { title: words.waiting.none, link }
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
					.map(({ contract, requester, monthMinor, currency, requestedAt }) => [
						...[contract.number, requester, amount(monthMinor, currency, language)],
						moment(requestedAt, timeZone, language),
					]),
				total: requests.length,
			},
			choices: requests.slice(0, most).map(({ id, contract }) => ({
				label: words.waiting.look(contract.number),
				...{ command: 'card', input: { id } },
			})),
			link,
		}
	},
})
