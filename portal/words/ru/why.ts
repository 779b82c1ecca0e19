import type { English } from '../en.ts'
import { translate } from '../shape.ts'

export const why = translate<English['why']>()({
	ask: 'Откуда эта сумма?',
	period: 'За период {{period}}: {{quantity}} × {{price}}.',
	stub: '{{quantity}} × {{price}} за полный период. {{period}} — это {{days}} из {{periodDays}} его дней, поэтому берётся только эта доля.',
	charge:
		'{{quantity}} × {{price}} за полный период. Из-за изменения {{period}} начислены заново: это {{days}} из {{periodDays}} его дней.',
	whole: 'Период охвачен только частично, но начатый период оплачивается полностью.',
	once: '{{quantity}} × {{price}}, один раз.',
	discount: 'Скидка {{percent}}.',
	contractDiscount: 'По договору предоставляется ещё скидка {{percent}}.',
	amountOff: 'За полный период по договору вычитается {{amount}}.',
	before: 'Из этого {{amount}} уже начислено раньше и вычтено.',
	named: {
		before: 'Зачёт: {{name}}, как было до изменения',
		after: '{{name}}, после изменения',
		credit_back: 'Зачёт отменён: {{name}}',
		instalment: '{{name}}, платёж {{number}} из {{of}}',
		down_payment: '{{name}}, первый взнос',
	},
	instalment: 'Это доля в платеже {{number}} из {{of}} по графику, срок оплаты: {{day}}.',
	downPayment: 'Это доля в первом взносе, срок оплаты: {{day}}.',
	credit:
		'За {{chargedPeriod}} (дней: {{chargedDays}}) было начислено {{charged}}. Возвращается доля за {{period}} (дней: {{days}}).',
	part: {
		quantity: 'Возвращается {{share}} из {{of}}: эта доля от начисленных {{charged}}.',
		before: 'Из этого {{amount}} возвращено раньше и вычтено.',
		amount: 'Возвращается согласованная часть от начисленных {{charged}}.',
		rest: 'Из начисленных {{charged}} раньше возвращено {{before}}. Теперь возвращается остаток.',
	},
	back: 'Эта позиция счёта отменяется.',
	tax: 'Плюс налог {{percent}}: {{tax}}.',
	taxIncluded: 'В цену входит налог {{percent}}: {{tax}}.',
	noTax: 'Налог не начисляется.',
	taxOf: {
		rate: 'Это ставка, действующая с {{since}}: {{place}}.',
		home_rate: 'Номер НДС другой страны Союза не указан, поэтому действует ставка с {{since}}: {{place}}.',
		unchecked:
			'Указанные последними налоговые данные ещё не проверены: до проверки действует ставка с {{since}}: {{place}}.',
		exempt: 'Покупатель освобождён от налога: {{certificate}}.',
		reverse_charge: 'Обратное начисление: налог платит покупатель, номер НДС {{number}}.',
		export: 'Поставка за пределы страны ({{place}}) здесь налогом не облагается.',
		no_rate: 'Ставка не установлена: {{place}}.',
		as_charged: 'Налог такой же, какой был начислен на возвращаемую сумму.',
	},
})
