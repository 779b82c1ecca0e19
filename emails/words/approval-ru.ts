import { plural } from './plural.ts'
import type { Words } from './words.ts'

export const approvalRu: Words['approval'] = {
	customer: 'Клиент',
	now: 'Счёт сразу',
	credited: 'Возврат сразу',
	monthBefore: 'В месяц сейчас',
	monthAfter: 'В месяц после',
	from: 'Действует с',
	overdue: 'Просрочено',
	overdueSince: (amount, days) =>
		`${amount}, ${days} ${plural('ru', days, { one: 'день', few: 'дня', other: 'дней' })}`,
	amount: 'Сумма',
	open: 'Открыть запрос',
	what: {
		contract_change: (of) => `изменение договора ${of}`,
		contract_activation: (of) => `ввод в действие договора ${of}`,
		quote_send: (of) => `отправку предложения ${of}`,
		discount: (of) => `снижение цен по договору ${of}`,
		cancellation: (of) => `прекращение договора ${of}`,
		credit_note: (of) => `кредит-нота к счёту ${of}`,
		refund: (of) => `возврат платежа ${of}`,
		write_off: (of) => `списание долга по счёту ${of}`,
		plan_rest: (of) => `отказ от остатка плана платежей по договору ${of}`,
		penalty_waiver: (of) => `списание пеней по договору ${of}`,
		reschedule: (of) => `новый график платежей по договору ${of}`,
		delivery: (of) => `выдача техники по договору ${of}`,
		machine_lock: (of) => `блокировка техники по договору ${of}`,
		machine_unlock: (of) => `разблокировка техники по договору ${of}`,
		repossession: (of) => `изъятие техники по договору ${of}`,
		settlement: (of) => `закрытие расчётов по договору ${of}`,
		user_access: (of) => `доступ для ${of}`,
		supplier_contract: (of) => `договор ${of}, по которому платим мы`,
		partner_application: (of) => `заявка на партнёрство: ${of}`,
	},
	asked: {
		subject: (who, what) => `${who}: на согласование — ${what}`,
		again: (subject) => `Ещё ждёт: ${subject}`,
		heading: 'Запрос ждёт вашего решения',
		lead: (name, what) => `${name} просит согласовать: ${what}.`,
		words: 'Комментарий:',
		button: 'Посмотреть и решить',
	},
	news: {
		approved: {
			subject: (what) => `Согласовано: ${what}`,
			heading: 'Согласовано и выполнено',
			lead: (name, what) => `Согласовано (${name}): ${what}. Всё выполнено.`,
		},
		rejected: {
			subject: (what) => `Отклонено: ${what}`,
			heading: 'В согласовании отказано',
			lead: (name, what) => `Отклонено (${name}): ${what}. Ничего не изменено.`,
		},
		outdated: {
			subject: (what) => `Суммы изменились: ${what}`,
			heading: 'Суммы изменились',
			lead: (_name, what) =>
				`С момента запроса (${what}) суммы изменились. Ничего не сделано. Если возможно, вместо него создан новый запрос с нынешними суммами.`,
		},
		failed: {
			subject: (what) => `Не удалось выполнить: ${what}`,
			heading: 'Согласовано, но выполнить уже нельзя',
			lead: (name, what) =>
				`Согласовано (${name}): ${what}, но выполнить это уже нельзя. Ничего не изменено. Причина указана в запросе.`,
		},
		undone: {
			subject: (what) => `Отменено: ${what}`,
			heading: 'Решение отменено',
			lead: (name, what) => `Отменено (${name}): ${what}. Сумма снова к уплате.`,
		},
		question: {
			subject: (what) => `Вопрос по запросу: ${what}`,
			heading: 'Вопрос перед решением',
			lead: (name, what) => `${name} спрашивает перед решением по запросу «${what}»:`,
		},
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
