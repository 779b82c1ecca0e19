import type { Words } from './words.ts'

export const approvalZh: Words['approval'] = {
	customer: '客户',
	now: '立即开具账单',
	credited: '立即退还',
	monthBefore: '目前每月',
	monthAfter: '此后每月',
	from: '生效日期',
	overdue: '逾期',
	overdueSince: (amount, days) => `${amount}，已逾期 ${days} 天`,
	amount: '金额',
	open: '打开申请',
	what: {
		contract_change: (of) => `更改合同 ${of}`,
		contract_activation: (of) => `启用合同 ${of}`,
		discount: (of) => `下调合同 ${of} 的价格`,
		cancellation: (of) => `终止合同 ${of}`,
		credit_note: (of) => `为账单 ${of} 开具贷项通知单`,
		refund: (of) => `退还付款 ${of}`,
		write_off: (of) => `核销账单 ${of}`,
		penalty_waiver: (of) => `减免合同 ${of} 的违约金`,
		user_access: (of) => `${of} 的访问权限`,
	},
	asked: {
		subject: (who, what) => `${who}：${what}，请审批`,
		again: (subject) => `仍在等待：${subject}`,
		heading: '有一项申请等待您的决定',
		lead: (name, what) => `${name} 申请：${what}，请您审批。`,
		words: '申请人留言：',
		button: '查看并决定',
	},
	news: {
		approved: {
			subject: (what) => `已批准：${what}`,
			heading: '已批准并完成',
			lead: (name, what) => `${name} 已批准${what}，现已完成。`,
		},
		rejected: {
			subject: (what) => `未批准：${what}`,
			heading: '申请未获批准',
			lead: (name, what) => `${name} 未批准${what}，没有作任何更改。`,
		},
		outdated: {
			subject: (what) => `金额已变化：${what}`,
			heading: '金额已变化',
			lead: (_name, what) => `自申请${what}以来，金额已有变化，因此没有执行。如可行，系统已按当前金额重新提交申请。`,
		},
		failed: {
			subject: (what) => `无法执行：${what}`,
			heading: '已批准，但已无法执行',
			lead: (name, what) => `${name} 已批准${what}，但现已无法执行，没有作任何更改。原因见申请页面。`,
		},
		question: {
			subject: (what) => `关于${what}的提问`,
			heading: '决定前的提问',
			lead: (name, what) => `在决定${what}之前，${name} 想问：`,
		},
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
