import type { toSignEn } from './to-sign-en.ts'

export const toSignRu: typeof toSignEn = {
	title: 'Договор',
	buyer: 'Клиент',
	online: 'Открыть и подписать',
	about: (number) => `Страница относится к договору ${number} и фиксирует, как он был подписан.`,
	sent: {
		subject: (contract, company) => `Договор ${contract} от ${company}: просим подписать`,
		heading: 'Ваш договор на подпись',
		lead: (contract, day) =>
			`Договор ${contract} готов. Прочитайте его, задайте нам вопросы и подпишите онлайн до ${day} включительно.`,
		button: 'Прочитать и подписать',
		attached: 'Договор также приложен в формате PDF.',
	},
	reminder: {
		subject: (contract, day) => `Договор ${contract} можно подписать до ${day}`,
		heading: 'Договор ещё не подписан',
		lead: (day) => `Подписать его можно до конца дня ${day}. Если что-то в нём не подходит, напишите нам.`,
	},
	question: {
		subject: (contract, customer) => `${customer}: вопрос по договору ${contract}`,
		heading: 'Вопрос по договору',
	},
	answered: {
		subject: (contract) => `Ответ по договору ${contract}`,
	},
	signed: {
		subject: (contract) => `Договор ${contract} подписан`,
		lead: (contract) => `Договор ${contract} вступил в силу. Подписанный договор во вложении, сохраните его.`,
	},
	decided: {
		subjectSigned: (contract, customer) => `${customer}: договор ${contract} подписан`,
		subjectDeclined: (contract, customer) => `${customer}: отказ подписать договор ${contract}`,
		headingSigned: 'Договор подписан',
		headingDeclined: 'Договор не подписан',
		leadSigned: (signer, contract) => `Подписант: ${signer}. Договор ${contract} вступил в силу.`,
		leadDeclined: (customer) => `${customer} не согласен с договором в этом виде. Он снова стал черновиком.`,
	},
}
