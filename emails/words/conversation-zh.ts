import type { conversationEn } from './conversation-en.ts'

export const conversationZh: typeof conversationEn = {
	received: {
		subject: (customer, contract) => `${customer} 就合同 ${contract} 留言`,
		heading: '客户留言',
		wrote: (name) => `${name} 写道：`,
		files: (names) => `附件：${names}`,
		button: '回复',
	},
	mentioned: {
		subject: (author, contract) => `${author} 在合同 ${contract} 的讨论中提到了您`,
		heading: '同事提到了您',
		wrote: (author, contract, customer) => `${author} 就合同 ${contract}（${customer}）写道：`,
		among: '仅同事可见，客户看不到此内容。',
		button: '打开讨论',
	},
	answered: {
		subject: (contract) => `关于合同 ${contract}，您有新消息`,
		heading: '我们给您留言了',
		wrote: (name) => `${name} 写道：`,
		files: (names) => `附件：${names}`,
		button: '查看并回复',
		note: '附件请在页面上下载，本邮件不附带。',
	},
	rating: {
		subject: (company) => `您对 ${company} 满意吗？`,
		heading: '您对我们满意吗？',
		lead: {
			first_invoice_paid: (contract) => `“${contract}”的首张账单已付清。您对合作的开始是否满意？`,
			renewed: (contract) => `“${contract}”已续期。您对我们的服务感觉如何？`,
			conversation_answered: (contract) => `您曾就“${contract}”给我们留言。我们的答复是否令您满意？`,
			visit_done: (contract) => `“${contract}”：我们刚刚上门服务，您是否满意？`,
		},
		press: '点击一次选择，再点一次提交：',
		scores: { s5: '非常满意', s4: '满意', s3: '一般', s2: '较差', s1: '很差' },
		stop: '不想再收到此类邮件？请在账户的邮件设置中关闭。',
	},
	lowRating: {
		subject: (customer, score) => `${customer} 评分 ${score}/5`,
		heading: '收到低分评价',
		lead: (contact, customer, score) => `${customer} 的 ${contact} 评分 ${score}/5。`,
		stage: '评价事项',
		stages: {
			first_invoice_paid: '首张账单付清',
			renewed: '续期',
			conversation_answered: '消息答复',
			visit_done: '上门服务',
		},
		contract: '合同',
		noComment: '没有留言。',
		button: '打开客户页面',
	},
}
