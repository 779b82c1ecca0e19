import type { leavingEn } from './leaving-en.ts'

export const leavingZh: typeof leavingEn = {
	lastDay: '最后一天',
	lastInvoice: '最后一张账单',
	noFurtherInvoice: '不会再有账单',
	credit: '退还给您',
	finalAmount: '尚需支付',
	reason: '原因',
	inTheirWords: '客户留言',
	taxIncluded: (amount) => `${amount}（含税）`,
	invoiceOn: (amount, day) => `${amount}（含税），${day}`,
	cancelled: {
		subject: (contract, day) => `合同 ${contract} 将于${day}终止`,
		heading: '您的终止申请已确认',
		lead: (contract, day) => `您已终止合同 ${contract}，最后一天为${day}。在此之前一切照常，您无需再做任何操作。`,
		undo: (day) => `改变主意了？${day}结束之前，您可以在页面上一键撤回终止。`,
		button: '撤回终止',
		documents: '合同结束后，您仍可查看相关单据。',
	},
	ended: {
		heading: '您的合同已终止',
		lead: (contract, day) => `合同 ${contract} 已办理终止，最后一天为${day}。在此之前一切照常。`,
		ask: '如与您的预期不符，请直接回复此邮件，我们会与您一起核实。',
		button: '查看合同',
	},
	kept: {
		subject: (contract) => `合同 ${contract} 继续有效`,
		heading: '已撤回终止',
		lead: (contract) => `合同 ${contract} 按终止之前的约定继续履行。`,
		button: '查看合同',
	},
	stayed: {
		subject: (contract) => `合同 ${contract}：我们的约定`,
		heading: '约定如下',
		discount: (contract, percent, count) =>
			`合同 ${contract} 享受 ${percent} 的优惠，为期 ${count} 个计费周期，之后恢复原价。`,
		pause: (contract, day) => `合同 ${contract} 暂停至${day}（含当日）。暂停期间不收费，之后自动恢复。`,
		plan: (contract) => `合同 ${contract} 已改为较小的套餐。`,
		from: '生效日',
		month: '此后每月金额（未税）',
		cancelStill: '合同并未终止。您仍可随时在合同页面上终止。',
		button: '查看合同',
	},
	noted: {
		subject: {
			cancelled: (customer, contract) => `${customer} 已终止合同 ${contract}`,
			kept: (customer, contract) => `${customer} 保留合同 ${contract}`,
			stayed: (customer, contract) => `${customer} 决定继续：合同 ${contract}`,
		},
		heading: {
			cancelled: '一份合同被终止',
			kept: '终止已被撤回',
			stayed: '客户接受了挽留方案',
		},
		lead: {
			cancelled: (customer, contract) => `${customer} 已终止合同 ${contract}。`,
			kept: (customer, contract) => `${customer} 已撤回对合同 ${contract} 的终止。`,
			stayed: (customer, contract) => `${customer} 原本要终止合同 ${contract}，现已接受我们的方案。`,
		},
		noReason: '未说明',
		button: '打开合同',
	},
	renews: {
		subject: (contract, day) => `合同 ${contract} 将自动续期，如需终止请在${day}前办理`,
		heading: '您的合同即将续期',
		lead: (contract, end, day) =>
			`合同 ${contract} 的本期于${end}届满。如果您在${day}（含当日）之前未终止，合同将再续一期。`,
		lastDay: '最迟终止日',
		until: '续期至',
		price: '每张定期账单',
		nothing: '如果您希望继续，无需任何操作。',
		button: '终止合同',
		view: '按钮会打开终止页面；在您确认之前，合同不会被终止。',
	},
	ends: {
		subject: (contract, day) => `合同 ${contract} 将于${day}结束`,
		heading: '您的合同即将到期',
		lead: (contract, day) => `合同 ${contract} 将于${day}自行结束，不会续期，也无需通知我们。`,
		goOn: '想继续合作？请直接回复这封邮件，我们会为您准备方案。',
		button: '查看合同',
	},
}
