import type { Words } from './words.ts'

export const partnerRu: Words['partner'] = {
	term: {
		renews: {
			subject: (party, contract, day) => `Возразить до ${day}: продлевается договор ${contract} с ${party}`,
			heading: 'Договор, по которому платим мы, продлится сам',
			lead: (party, contract, day) =>
				`Договор ${contract} с ${party} продлится ещё на один срок, если его не прекратить. Уведомление должно дойти до них не позднее ${day}.`,
		},
		ends: {
			subject: (party, contract, day) => `Договор ${contract} с ${party} заканчивается ${day}`,
			heading: 'Договор, по которому платим мы, подходит к концу',
			lead: (party, contract, day) =>
				`Договор ${contract} с ${party} сам закончится ${day}. Если он ещё нужен, договоритесь о продолжении.`,
		},
		party: 'Поставщик или партнёр',
		contract: 'Договор',
		lastDay: 'Последний день для возражения',
		endsOn: 'Конец срока',
		renewedUntil: 'После продления действует до',
		yearly: 'К оплате в ближайшие двенадцать месяцев',
		button: 'Открыть договор',
	},
	confirm: {
		subject: (company) => `Подтвердите заявку в ${company}`,
		heading: 'Остался один шаг',
		lead: (applicant, company) =>
			`Вы подали заявку: ${applicant} хочет стать партнёром ${company}. Подтвердите, что этот адрес ваш, и заявка попадёт к тем, кто принимает решение.`,
		button: 'Подтвердить заявку',
		until: (day) => `Ссылка действует до ${day}.`,
		notYou: 'Это были не вы? Тогда ничего делать не нужно: без подтверждения ничего не произойдёт.',
	},
	approved: {
		subject: (company) => `${company}: добро пожаловать в партнёры`,
		heading: 'Ваша заявка принята',
		lead: (applicant, company) => `${applicant} теперь партнёр ${company}. Рады будем работать вместе.`,
		next: 'О следующих шагах вам напишет кто-то из нашей команды.',
	},
	rejected: {
		subject: (company) => `Ваша заявка в ${company}`,
		heading: 'О вашей заявке',
		lead: (applicant, company) =>
			`Благодарим за заявку ${applicant} на партнёрство с ${company}. Мы внимательно её рассмотрели и сейчас не можем принять.`,
		next: 'Всё меняется: вы можете подать заявку снова позже.',
	},
}
