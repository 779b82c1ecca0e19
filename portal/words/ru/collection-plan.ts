import type { English } from '../en.ts'
import { translate } from '../shape.ts'

/** Collection plans. */
export const collectionPlan = translate<English['collectionPlan']>()({
	title: 'График платежей',
	lead: 'Что согласовано, на что выставлены счета и что оплачено.',
	see: 'Открыть график платежей',
	none: 'Графика платежей нет.',
	covers: 'За: {{lines}}',
	received: 'Оплачено',
	receivedOf: '{{received}} из {{total}}',
	number: 'Платёж {{number}} из {{of}}',
	downPayment: 'Первый взнос',
	instalment: 'Платёж',
	due: 'Срок оплаты',
	planned: 'По графику',
	invoice: 'Счёт',
	paidMinor: 'Оплачено',
	open: 'К оплате',
	coming: 'Будет {{day}}',
	paid: 'Оплачено',
	next: 'Следующий платёж: {{amount}}, срок {{day}}.',
	overdue: 'Просрочено {{amount}}.',
	givenUp: '{{amount}} больше не взимается.',
	payRest: 'Оплатить весь остаток сейчас',
	payRestNote: 'Мы сегодня выставим счета на оставшиеся платежи, и вы оплатите их сразу.',
	late: {
		one: 'просрочка {{count}} день',
		few: 'просрочка {{count}} дня',
		many: 'просрочка {{count}} дней',
		other: 'просрочка {{count}} дня',
	},
	payOpen: {
		one: 'Оплатить {{count}} открытый счёт',
		few: 'Оплатить {{count}} открытых счёта',
		many: 'Оплатить {{count}} открытых счетов',
		other: 'Оплатить {{count}} открытого счёта',
	},
})
