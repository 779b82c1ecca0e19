import type { payOffEn } from './pay-off-en.ts'

export const payOffRu: typeof payOffEn = {
	penalty: 'Пени к уплате',
	accrued: 'Начислено пеней',
	waived: 'Списано',
	billed: 'Выставлено в счетах',
	paid: 'Оплачено',
	payOffOn: (day) => `Чтобы закрыть всё на ${day}`,
	coming: 'Будет выставлено к этому дню',
	after: 'Останется после этого дня',
	plan: 'График платежей',
	downPayment: 'Первый взнос',
}
