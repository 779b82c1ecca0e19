import type { English } from '../en.ts'
import { translate } from '../shape.ts'

export const visitor = translate<English['visitor']>()({
	overview: '概览',
	contract: '合同',
	invoices: '账单',
	pay: '付款',
	account: '您的账户',
	settings: '资料、联系人和设备',
	byLink: '您通过专属链接访问。',
	byLinkView: '此链接只能查看，不能付款。',
	customers: '查看',
	claim: '开通账户',
	claimHint: '之后您可随时用邮箱登录。',
	signOutEverywhere: '在所有设备上退出',
	leave: '关闭此链接',
})
