import type { leavingEn } from './leaving-en.ts'
import { plural } from './plural.ts'

const periods = (count: number) =>
	`${count} ${plural('ru', count, { one: 'расчётный период', few: 'расчётных периода', other: 'расчётных периодов' })}`

export const leavingRu: typeof leavingEn = {
	lastDay: 'Последний день',
	lastInvoice: 'Последний счёт',
	noFurtherInvoice: 'Больше счетов не будет',
	credit: 'Мы вернём вам',
	finalAmount: 'Осталось оплатить',
	reason: 'Причина',
	inTheirWords: 'Словами клиента',
	taxIncluded: (amount) => `${amount} с налогом`,
	invoiceOn: (amount, day) => `${amount} с налогом, ${day}`,
	cancelled: {
		subject: (contract, day) => `Договор ${contract}: последний день ${day}`,
		heading: 'Расторжение подтверждено',
		lead: (contract, day) =>
			`Вы расторгли договор ${contract}. До ${day} включительно всё остаётся в силе. Больше ничего делать не нужно.`,
		undo: (day) => `Передумали? До конца дня ${day} расторжение можно отозвать на странице одним нажатием.`,
		button: 'Отозвать расторжение',
		documents: 'Документы останутся доступны вам и потом.',
	},
	ended: {
		heading: 'Договор расторгается',
		lead: (contract, day) => `Договор ${contract} расторгается. До ${day} включительно всё остаётся в силе.`,
		ask: 'Это для вас неожиданно? Ответьте на это письмо, и мы разберёмся вместе.',
		button: 'Открыть договор',
	},
	kept: {
		subject: (contract) => `Договор ${contract} продолжается`,
		heading: 'Расторжение отозвано',
		lead: (contract) => `Договор ${contract} продолжается на прежних условиях.`,
		open: (day) => `Отказаться от него можно в любой момент: при отказе сегодня он закончится ${day}.`,
		fixed: (day) => `Он закончится сам ${day}, уведомлять нас не нужно.`,
		button: 'Открыть договор',
	},
	stayed: {
		subject: (contract) => `Договор ${contract}: о чём мы договорились`,
		heading: 'Договорились',
		discount: (contract, percent, count) =>
			`Скидка по договору ${contract}: ${percent} на ${periods(count)}. Затем цена станет прежней.`,
		pause: (contract, day) =>
			`Договор ${contract} приостановлен до ${day} включительно. За эти дни ничего не начисляется, затем он продолжится сам.`,
		plan: (contract) => `Договор ${contract} переведён на меньший тариф.`,
		from: 'Действует с',
		month: 'В месяц с этого дня, без налога',
		cancelStill: 'Договор не расторгнут. Расторгнуть его можно на его странице в любой момент.',
		button: 'Открыть договор',
	},
	noted: {
		subject: {
			cancelled: (customer, contract) => `${customer}: договор ${contract} расторгнут`,
			kept: (customer, contract) => `${customer}: договор ${contract} остаётся в силе`,
			stayed: (customer, contract) => `${customer} остаётся: договор ${contract}`,
		},
		heading: {
			cancelled: 'Клиент расторг договор',
			kept: 'Клиент отозвал расторжение',
			stayed: 'Клиент принял предложение остаться',
		},
		lead: {
			cancelled: (customer, contract) => `Клиент «${customer}» расторг договор ${contract}.`,
			kept: (customer, contract) => `Клиент «${customer}» отозвал расторжение договора ${contract}.`,
			stayed: (customer, contract) =>
				`Клиент «${customer}» хотел расторгнуть договор ${contract} и вместо этого принял наше предложение.`,
		},
		noReason: 'Не указана',
		button: 'Открыть договор',
	},
	renews: {
		subject: (contract, day) => `Договор ${contract} продлится, если не отказаться до ${day} включительно`,
		heading: 'Скоро ваш договор продлится',
		lead: (contract, end, day) =>
			`Текущий срок договора ${contract} истекает ${end}. Если до ${day} включительно вы не откажетесь, договор продлится на следующий срок.`,
		lastDay: 'Отказаться можно до',
		until: 'Продлится до',
		price: 'Каждый регулярный счёт',
		nothing: 'Если вы хотите продолжать, делать ничего не нужно.',
		button: 'Отказаться от продления',
		view: 'Кнопка открывает страницу расторжения; пока вы не подтвердите его там, договор действует.',
	},
	ends: {
		subject: (contract, day) => `Договор ${contract}: последний день ${day}`,
		heading: 'Срок вашего договора подходит к концу',
		lead: (contract, day) =>
			`После ${day} договор ${contract} завершится сам. Он не продлевается, уведомлять нас об этом не нужно.`,
		goOn: 'Хотите продолжить? Ответьте на это письмо, и мы подготовим предложение.',
		button: 'Открыть договор',
	},
}
