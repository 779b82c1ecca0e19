import type { rating as english } from '../en/rating.ts'
import { translate } from '../shape.ts'

export const rating = translate<typeof english>()({
	title: 'Насколько вы довольны?',
	stages: {
		first_invoice_paid: 'Первый счёт по договору оплачен: {{contract}}. Как прошло начало работы с нами?',
		renewed: 'Договор продлён: {{contract}}. Как вам работается с нами?',
		conversation_answered: 'Вы писали нам по договору: {{contract}}. Помог ли наш ответ?',
		visit_done: '{{contract}}: мы были у вас. Как прошёл наш визит?',
	},
	scale: 'Ваша оценка',
	scores: { s1: 'Очень плохо', s2: 'Плохо', s3: 'Средне', s4: 'Хорошо', s5: 'Отлично' },
	outOf: '{{score}} из 5: {{word}}',
	comment: 'Что нам стоит знать?',
	commentHint: 'Это прочитаем только мы.',
	send: 'Отправить оценку',
	change: 'Изменить оценку',
	thanks: 'Спасибо, мы получили вашу оценку.',
	thanksNote: 'Её можно изменить в течение тридцати дней.',
	over: 'Эту оценку больше нельзя поставить или изменить.',
	overNote: 'Если хотите что-то сообщить, просто ответьте на любое наше письмо.',
})
