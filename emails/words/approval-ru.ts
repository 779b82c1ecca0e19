import { plural } from './plural.ts'
import type { Words } from './words.ts'

export const approvalRu: Words['approval'] = {
	customer: 'Клиент',
	contract: 'Договор',
	now: 'Счёт сразу',
	credited: 'Возврат сразу',
	monthBefore: 'В месяц сейчас',
	monthAfter: 'В месяц после',
	from: 'Действует с',
	overdue: 'Просрочено',
	overdueSince: (amount, days) =>
		`${amount}, ${days} ${plural('ru', days, { one: 'день', few: 'дня', other: 'дней' })}`,
	asked: {
		subject: (customer, contract) => `${customer}: запрос на изменение договора ${contract}`,
		heading: 'Изменение ждёт вашего решения',
		lead: (name, contract) => `${name} просит изменить договор ${contract}. Для этого нужно согласие сотрудника.`,
		words: 'Комментарий клиента:',
		button: 'Посмотреть и решить',
	},
	approved: {
		subject: (contract) => `Изменение договора ${contract} внесено`,
		heading: 'Запрос согласован',
		lead: (contract) => `Изменение договора ${contract}, о котором вы просили, внесено. Суммы те же, что вы видели.`,
		button: 'Открыть договор',
	},
	rejected: {
		subject: (contract) => `Изменение договора ${contract} отклонено`,
		heading: 'Мы отклонили изменение',
		lead: (contract) => `Изменение договора ${contract}, о котором вы просили, не внесено.`,
		button: 'Открыть договор',
	},
	outdated: {
		subject: (contract) => `Посмотрите ещё раз: изменение договора ${contract}`,
		heading: 'Посмотрите ещё раз',
		lead: (contract) =>
			`С момента вашего запроса договор ${contract} изменился, и суммы были бы уже не те, что вы видели. Ничего не изменено.`,
		button: 'Посмотреть ещё раз',
	},
	answer: 'Наш ответ:',
}
