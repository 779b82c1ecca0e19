import type { Words } from './words.ts'

export const partnerZh: Words['partner'] = {
	term: {
		renews: {
			subject: (party, contract, day) => `请在 ${day} 前提出异议：与 ${party} 的合同 ${contract} 将续期`,
			heading: '一份由我方付款的合同将自动续期',
			lead: (party, contract, day) =>
				`与 ${party} 的合同 ${contract} 如不终止，将自动续签一期。通知须在 ${day} 前送达对方。`,
		},
		ends: {
			subject: (party, contract, day) => `与 ${party} 的合同 ${contract} 将于 ${day} 到期`,
			heading: '一份由我方付款的合同即将到期',
			lead: (party, contract, day) => `与 ${party} 的合同 ${contract} 将于 ${day} 自动到期。如仍需要，请商定后续安排。`,
		},
		party: '供应商或合作伙伴',
		contract: '合同',
		lastDay: '提出异议的最后一天',
		endsOn: '本期结束',
		renewedUntil: '续期后有效至',
		yearly: '未来十二个月应付',
		button: '打开合同',
	},
	confirm: {
		subject: (company) => `请确认您向 ${company} 提交的申请`,
		heading: '还差一步',
		lead: (applicant, company) =>
			`您已为 ${applicant} 申请成为 ${company} 的合作伙伴。请确认此邮箱属于您，申请随后会转交给负责审批的人员。`,
		button: '确认申请',
		until: (day) => `链接在 ${day} 之前有效。`,
		notYou: '不是您本人操作？那么无需任何操作：未经确认，申请不会生效。',
	},
	approved: {
		subject: (company) => `${company}：欢迎成为合作伙伴`,
		heading: '您的申请已通过',
		lead: (applicant, company) => `${applicant} 现已成为 ${company} 的合作伙伴。期待与您合作。`,
		next: '我们的同事会与您联系，说明后续步骤。',
	},
	rejected: {
		subject: (company) => `关于您向 ${company} 提交的申请`,
		heading: '关于您的申请',
		lead: (applicant, company) =>
			`感谢 ${applicant} 申请成为 ${company} 的合作伙伴。我们认真考虑过，目前无法接受这一申请。`,
		next: '情况会变化，欢迎您日后再次申请。',
	},
}
