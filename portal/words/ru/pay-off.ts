import type { payOff as english } from '../en/pay-off.ts'
import { translate } from '../shape.ts'

export const payOff = translate<typeof english>()({
	see: 'Пени и сумма для полного расчёта',
	on: 'Чтобы закрыть всё на {{day}}',
	withComing: 'Все неоплаченные счета, счета, которые будут выставлены к этому дню, и пени на {{day}}.',
	coming: 'Будет выставлено к этому дню',
	comes: 'счёт будет {{day}}',
	after: 'Останется после этого дня',
	afterNote: 'После этого дня останется ещё {{amount}}: платежи по графику и разовые продажи.',
	rounding: 'Округление',
	pay: 'Оплатить всё сейчас',
	payNote: 'Мы сегодня выставим счёт на пени, и вы оплатите его вместе с остальными счетами.',
})
