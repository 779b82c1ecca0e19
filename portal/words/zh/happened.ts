import type { English } from '../en.ts'
import { translate } from '../shape.ts'

export const happened = translate<English['happened']>()({
	'contract.created': '合同已拟定。',
	'contract.activated': '合同已生效。',
	'contract.amended': '合同自 {{day}} 起变更。',
	'contract.ending': '合同结束日已确定。',
	'contract.closed': '合同已结束。',
	'contract.voided': '合同已撤回。',
	'invoice.issued': '已开具账单 {{number}}，金额 {{amount}}。',
	'invoice.voided': '账单 {{number}} 已作废。',
	'invoice.overdue': '账单 {{number}} 已过付款截止日。',
	'credit_note.issued': '已开具贷项通知单 {{number}}，金额 {{amount}}。',
	'payment.succeeded': '我们已收到 {{amount}}，谢谢。',
	'payment.failed': '一笔 {{amount}} 的付款未成功。',
	'payment.action_required': '银行请您确认一笔 {{amount}} 的付款。',
	'payment.refunded': '已向您退款 {{amount}}。',
	'payment.disputed': '一笔 {{amount}} 的付款有争议。',
	'payment.dispute_closed': '付款争议已有结果。',
	'link.sent': '已发送此页的专属链接。',
	'link.opened': '专属链接已被打开。',
	'link.revoked': '专属链接已收回。',
	byCustomer: '贵方',
	reason: '原因：{{reason}}',
})
