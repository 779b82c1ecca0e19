import { plural } from './plural.ts'
import type { Words } from './words.ts'

const every = {
	day: { one: 'Ежедневно', some: { one: 'день', few: 'дня', other: 'дней' } },
	week: { one: 'Еженедельно', some: { one: 'неделю', few: 'недели', other: 'недель' } },
	month: { one: 'Ежемесячно', some: { one: 'месяц', few: 'месяца', other: 'месяцев' } },
	year: { one: 'Ежегодно', some: { one: 'год', few: 'года', other: 'лет' } },
}
const days = (count: number) => `${count} ${plural('ru', count, { one: 'день', few: 'дня', other: 'дней' })}`

export const quoteRu: Words['quote'] = {
	title: 'Коммерческое предложение',
	quotedTo: 'Кому',
	sentOn: 'Дата',
	validUntil: 'Действительно до',
	starts: 'Начало',
	startsOnAcceptance: 'В день принятия',
	ends: 'Окончание',
	noEnd: 'Бессрочно',
	payWithin: 'Срок оплаты',
	payAtOnce: 'Сразу по получении счёта',
	notice: 'Срок уведомления о расторжении',
	days,
	amends: 'Изменяет договор',
	renews: 'Продлевает договор',
	firstInvoice: 'Первый счёт',
	firstInvoiceOn: (day) => `${day}, с учётом налога`,
	nothingToPay: 'Счёт не выставляется.',
	online: 'Открыть и принять',
	once: 'Разово',
	every: (unit, count) => (count === 1 ? every[unit].one : `Раз в ${count} ${plural('ru', count, every[unit].some)}`),
	discountUntil: (day) => `Скидка действует до ${day} включительно`,
	fromDay: (day, amount) => `с ${day}: ${amount}`,
	everyFrom: (rhythm, day) => `${rhythm}, с ${day}`,
	discounts: 'Скидки',
	off: (percent, amount, from, to) =>
		`${percent ? `Скидка ${percent} на всё` : `Скидка ${amount} в месяц`} ${to ? `с ${from} по ${to}` : `с ${from}`}`,
	notChosen: 'Дополнительно, не включено',
	comesTo: 'Итоги',
	afterwards: 'Стоимость договора после изменения',
	net: 'Без налога',
	tax: 'Налог',
	total: 'Итого',
	wholeTerm: 'За весь срок',
	invoices: 'Предстоящие счета',
	invoiceOn: 'Дата счёта',
	freeDays: (count) => `первые ${days(count)} бесплатно`,
	terms: 'Порядок и срок',
	timings: {
		advance: 'Счета выставляются авансом, в первый день каждого периода.',
		arrears: 'Счета выставляются по окончании каждого периода.',
	},
	renewals: {
		none: 'Договор прекращается сам.',
		tacit: (noticeDays) =>
			noticeDays > 0
				? `По окончании договор продлевается на такой же срок, если не расторгнут не позднее чем за ${noticeDays} ${plural('ru', noticeDays, { one: 'день', few: 'дня', other: 'дней' })} до его окончания.`
				: 'По окончании договор продлевается на такой же срок, если не расторгнут до его окончания.',
		quote: 'До окончания мы пришлём новое предложение.',
	},
	conditions: 'Условия',
	evidence: {
		heading: 'Протокол подписания',
		signedBy: 'Подписант',
		about: (number) => `Страница относится к предложению ${number} и фиксирует, как оно было принято.`,
		acceptedAt: 'Принято',
		signature: 'Подпись',
		kinds: { typed: 'Имя, введённое с клавиатуры', drawn: 'Нарисована на экране, см. ниже' },
		drawing: 'Подпись в том виде, как она была нарисована',
		identity: 'Идентификация',
		byLink: 'Защищённая ссылка из письма',
		byLinkDetail: (email, day) => `Отправлена на ${email}; последний раз открыта ${day}.`,
		bySession: 'Вход по одноразовой ссылке или коду из письма',
		bySessionDetail: (email) => `Учётная запись ${email}.`,
		confirmed: 'Подтверждено кодом',
		confirmedDetail: (email) => `Введён одноразовый код, отправленный на ${email}.`,
		address: 'Сетевой адрес',
		browser: 'Браузер',
		contract: 'Заключён или изменён договор',
		document: 'Принятый документ',
		sha256: (digest) => `SHA-256: ${digest}`,
		attached: 'Документ приложен к этому файлу в том виде, в котором был принят.',
		consent: 'Согласие',
		seal: 'Электронная печать',
		sealed: (company) =>
			`Файл заверен ключом компании ${company}. Программа для чтения PDF показывает печать и сообщает, менялся ли файл после этого.`,
	},
	letters: {
		quote: 'Предложение',
		validUntil: 'Действительно до',
		firstInvoice: 'Первый счёт, с налогом',
		sent: {
			subject: (number, company) => `Коммерческое предложение ${number} от ${company}`,
			heading: 'Наше предложение',
			lead: (day) =>
				`Посмотрите предложение: дополнительные позиции можно включать и отключать, задавать нам вопросы и принять его онлайн до ${day} включительно.`,
			renewalLead: (contract, day) =>
				`Срок договора ${contract} подходит к концу. Предлагаем его продлить: принять предложение можно онлайн до ${day} включительно.`,
			button: 'Открыть предложение',
			attached: 'Предложение также приложено в формате PDF.',
		},
		reminder: {
			subject: (number, day) => `Предложение ${number} действует до ${day}`,
			heading: 'Срок предложения скоро истечёт',
			lead: (day) =>
				`Принять его можно до конца дня ${day}. Если предложение не подходит, напишите почему — это нам поможет.`,
		},
		question: {
			subject: (number, customer) => `${customer}: вопрос по предложению ${number}`,
			heading: 'Вопрос по предложению',
			lead: (name) => `${name} пишет:`,
			button: 'Ответить',
		},
		answered: {
			subject: (number) => `Ответ по предложению ${number}`,
			heading: 'Мы ответили',
			lead: (name) => `${name} пишет:`,
			button: 'Открыть предложение',
		},
		accepted: {
			subject: (number) => `Предложение ${number} принято`,
			heading: 'Спасибо, договорились',
			lead: (contract) => `Номер вашего договора — ${contract}. Подписанное предложение во вложении, сохраните его.`,
			button: 'Открыть договор',
			next: (day) => `Первый счёт мы выставим ${day}.`,
		},
		decided: {
			subjectAccepted: (number, customer) => `${customer}: предложение ${number} принято`,
			subjectDeclined: (number, customer) => `${customer}: предложение ${number} отклонено`,
			headingAccepted: 'Предложение принято',
			headingDeclined: 'Предложение отклонено',
			leadAccepted: (signer, contract) => `Подписант: ${signer}. Договор: ${contract}.`,
			leadDeclined: (customer) => `${customer} отказывается от предложения.`,
			noReason: 'Причина не указана.',
			button: 'Открыть предложение',
		},
		code: {
			subject: (code) => `${code} — ваш код`,
			heading: 'Ваш код',
			lead: (minutes) =>
				`Введите этот код, чтобы подтвердить, что это вы. Он действует ${minutes} ${plural('ru', minutes, { one: 'минуту', few: 'минуты', other: 'минут' })}, один раз и только в том браузере, где его запросили.`,
			label: 'Код',
			notYou: 'Вы не запрашивали код? Ничего не делайте: без него никто не пройдёт дальше.',
		},
	},
}
