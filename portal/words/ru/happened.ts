import type { English } from '../en.ts'
import { translate } from '../shape.ts'

export const happened = translate<English['happened']>()({
	'contract.created': 'Договор составлен.',
	'contract.activated': 'Договор вступил в силу.',
	'contract.amended': 'С {{day}} договор изменён.',
	'contract.ending': 'Назначен день окончания договора.',
	'contract.closed': 'Договор закончился.',
	'contract.voided': 'Договор отозван.',
	'invoice.issued': 'Выставлен счёт {{number}} на {{amount}}.',
	'invoice.voided': 'Счёт {{number}} отменён.',
	'invoice.overdue': 'Срок оплаты счёта {{number}} прошёл.',
	'credit_note.issued': 'Выставлена кредит-нота {{number}} на {{amount}}.',
	'payment.succeeded': 'Мы получили {{amount}}. Спасибо.',
	'payment.failed': 'Платёж на {{amount}} не прошёл.',
	'payment.action_required': 'Банк попросил вас подтвердить платёж на {{amount}}.',
	'payment.refunded': 'Вам отправлено {{amount}}.',
	'payment.disputed': 'Оспорен платёж на {{amount}}.',
	'payment.dispute_closed': 'По оспоренному платежу принято решение.',
	'link.sent': 'Отправлена личная ссылка на эту страницу.',
	'link.opened': 'Личная ссылка открыта.',
	'link.revoked': 'Личная ссылка отозвана.',
	byCustomer: 'с вашей стороны',
	reason: 'Причина: {{reason}}',
})
