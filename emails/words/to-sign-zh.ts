import type { toSignEn } from './to-sign-en.ts'

export const toSignZh: typeof toSignEn = {
	title: '合同',
	buyer: '客户',
	online: '查看并签署',
	about: (number) => `本页属于合同 ${number}，记录其签署经过。`,
	sent: {
		subject: (contract, company) => `${company} 的合同 ${contract}：请签署`,
		heading: '待您签署的合同',
		lead: (contract, day) =>
			`合同 ${contract} 已备妥。请阅读，如有疑问请告诉我们，并在 ${day} 之前（含当日）在线签署。`,
		button: '阅读并签署',
		attached: '合同的 PDF 文件也附在邮件中。',
	},
	reminder: {
		subject: (contract, day) => `合同 ${contract} 可签署至 ${day}`,
		heading: '您的合同尚待签署',
		lead: (day) => `您可以在 ${day} 当天结束前签署。如果有不合适之处，请告诉我们。`,
	},
	question: {
		subject: (contract, customer) => `${customer} 就合同 ${contract} 提问`,
		heading: '关于合同的提问',
	},
	answered: {
		subject: (contract) => `关于合同 ${contract} 的答复`,
	},
	signed: {
		subject: (contract) => `合同 ${contract} 已签署`,
		lead: (contract) => `合同 ${contract} 已生效。已签署的合同见附件，请妥善保存。`,
	},
	decided: {
		subjectSigned: (contract, customer) => `${customer} 签署了合同 ${contract}`,
		subjectDeclined: (contract, customer) => `${customer} 未签署合同 ${contract}`,
		headingSigned: '合同已签署',
		headingDeclined: '合同未签署',
		leadSigned: (signer, contract) => `签署人：${signer}。合同 ${contract} 已生效。`,
		leadDeclined: (customer) => `${customer} 不同意目前的合同内容，合同已恢复为草稿。`,
	},
}
