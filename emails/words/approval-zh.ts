import type { Words } from './words.ts'

export const approvalZh: Words['approval'] = {
	customer: '客户',
	contract: '合同',
	now: '立即开具账单',
	credited: '立即退还',
	monthBefore: '目前每月',
	monthAfter: '此后每月',
	from: '生效日期',
	overdue: '逾期',
	overdueSince: (amount, days) => `${amount}，已逾期 ${days} 天`,
	asked: {
		subject: (customer, contract) => `${customer} 申请更改合同 ${contract}`,
		heading: '有一项更改等待您的决定',
		lead: (name, contract) => `${name} 申请更改合同 ${contract}，需要有人批准。`,
		words: '客户留言：',
		button: '查看并决定',
	},
	approved: {
		subject: (contract) => `合同 ${contract} 的更改已生效`,
		heading: '已获批准',
		lead: (contract) => `您申请的合同 ${contract} 的更改已生效，金额与您所见一致。`,
		button: '查看合同',
	},
	rejected: {
		subject: (contract) => `合同 ${contract} 的更改未获批准`,
		heading: '更改未获批准',
		lead: (contract) => `您申请的合同 ${contract} 的更改没有进行。`,
		button: '查看合同',
	},
	outdated: {
		subject: (contract) => `请重新查看合同 ${contract} 的更改`,
		heading: '请重新查看',
		lead: (contract) => `自您申请以来，合同 ${contract} 的情况已有变化，结果将与您所见不同，因此没有作任何更改。`,
		button: '重新查看',
	},
	answer: '我们的答复：',
}
