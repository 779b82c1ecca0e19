import type { conversationEn } from './conversation-en.ts'

export const conversationRu: typeof conversationEn = {
	received: {
		subject: (customer, contract) => `${customer}: сообщение по договору ${contract}`,
		heading: 'Сообщение от клиента',
		wrote: (name) => `${name} пишет:`,
		files: (names) => `Файлы: ${names}`,
		button: 'Ответить',
	},
	mentioned: {
		subject: (author, contract) => `${author}: вас упомянули в обсуждении договора ${contract}`,
		heading: 'Вас упомянули в обсуждении',
		wrote: (author, contract, customer) => `${author} пишет о договоре ${contract} (${customer}):`,
		among: 'Это видят только коллеги, клиенту обсуждение недоступно.',
		button: 'Открыть обсуждение',
	},
	answered: {
		subject: (contract) => `Сообщение для вас по договору ${contract}`,
		heading: 'Мы вам написали',
		wrote: (name) => `${name} пишет:`,
		files: (names) => `Файлы: ${names}`,
		button: 'Прочитать и ответить',
		note: 'Файлы находятся на странице, в этом письме их нет.',
	},
	rating: {
		subject: (company) => `Насколько вы довольны работой с ${company}?`,
		heading: 'Насколько вы довольны?',
		lead: {
			first_invoice_paid: (contract) =>
				`Первый счёт по договору оплачен: ${contract}. Как прошло начало работы с нами?`,
			renewed: (contract) => `Договор продлён: ${contract}. Как вам работается с нами?`,
			conversation_answered: (contract) => `Вы писали нам по договору: ${contract}. Помог ли наш ответ?`,
			visit_done: (contract) => `${contract}: мы были у вас. Как прошёл наш визит?`,
		},
		press: 'Один щелчок выбирает оценку, второй отправляет:',
		scores: { s5: 'Отлично', s4: 'Хорошо', s3: 'Средне', s2: 'Плохо', s1: 'Очень плохо' },
		stop: 'Не хотите получать такие вопросы? Отключите их в личном кабинете, в разделе писем.',
	},
	lowRating: {
		subject: (customer, score) => `${customer}: оценка ${score} из 5`,
		heading: 'Низкая оценка',
		lead: (contact, customer, score) => `${contact} (${customer}): оценка ${score} из 5.`,
		stage: 'Повод',
		stages: {
			first_invoice_paid: 'Оплачен первый счёт',
			renewed: 'Продление',
			conversation_answered: 'Ответ на сообщение',
			visit_done: 'Визит',
		},
		contract: 'Договор',
		noComment: 'Комментария нет.',
		button: 'Открыть клиента',
	},
}
