import type { alertEn } from './alert-en.ts'
import { plural } from './plural.ts'

export const alertRu: typeof alertEn = {
	payment_received: (amount) => `Поступила оплата ${amount}.`,
	payment_failed: (amount, reason) => `Платёж на ${amount} не прошёл${reason ? `: ${reason}` : ''}.`,
	next: (day) => `Следующая попытка списания — ${day}.`,
	noNext: 'Автоматических попыток больше не будет: у клиента есть ссылка на оплату.',
	payment_refunded: (amount) => `Клиенту возвращено ${amount}.`,
	payment_disputed: (amount) => `Клиент оспаривает платёж на ${amount}.`,
	invoice_overdue: (number, amount) => `Счёт ${number} просрочен, к оплате ${amount}.`,
	promise_kept: (amount, day, invoice) =>
		`Обещание выполнено: ${amount}${invoice ? ` по счёту ${invoice}` : ''} поступило, срок — ${day}.`,
	promise_broken: (amount, day, invoice) =>
		`Обещание не выполнено: ${amount}${invoice ? ` по счёту ${invoice}` : ''} обещали до ${day}.`,
	promise_part: (amount) => `Поступило только ${amount}.`,
	promise_nothing: 'Ничего не поступило.',
	contract_ends: (day) => `Договор заканчивается ${day}.`,
	contract_renews: (day) => `Срок договора заканчивается ${day}, затем он продлится автоматически.`,
	contract_cancelled: (day) => `Договор расторгается: последний день — ${day}.`,
	reason: (words) => `Причина: ${words}`,
	noReason: 'Причина не указана.',
	equipment_delivered: (serial) => `Машина ${serial} передана клиенту.`,
	machine_request_failed: (what) => `Запрос по технике не выполнен: ${what}.`,
	machine_request_done: (serial) => `Запрос по технике выполнен: ${serial}.`,
	machineProblems: {
		not_reached: (machine) => `Запрос по технике не выполнен: ${machine}. Связаться с поставщиком не удалось.`,
		machine_moved: (machine) => `Запрос по технике не выполнен: ${machine}. Положение машины успело измениться.`,
		late: (what) => `Запрос по технике не подтверждён вовремя: ${what}.`,
		withdrawn: (machines) => `Запрос по технике отозван: ${machines}. Одно из условий больше не выполняется.`,
	},
	collection_dispatched: (amount, collector) => `К взысканию ${amount}: дело передано, ответственный — ${collector}.`,
	instalment_reminded: (amount, day, invoice) =>
		`Платёж по графику: ${amount}${invoice ? ` по счёту ${invoice}` : ''}, срок — ${day}, ${invoice ? 'ещё не оплачен' : 'счёт ещё не выставлен'}.`,
	survey_dispatched: (surveyor) => `Кредитная проверка передана, инспектор — ${surveyor}.`,
	survey_returned: (words) => `Кредитная проверка возвращена вам на доработку: «${words}»`,
	tax_details_given: (details) =>
		`Указаны налоговый номер или страна; пока их никто не проверил, налог по ним не снижается: ${details}`,
	survey_submitted: (words) => `Кредитная проверка, которую вы запросили, сдана: «${words}»`,
	payable_due: (amount, day, what) => `К оплате поставщику ${day}, отметки об оплате нет: ${amount}, «${what}».`,
	message_received: (words) => `Сообщение: «${words}»`,
	failures: {
		declined: 'банк отклонил карту',
		insufficient_funds: 'на карте недостаточно средств',
		expired_card: 'срок действия карты истёк',
		authentication_required: 'банк ждёт подтверждения от клиента',
	},
	subjectMany: (count) =>
		plural('ru', count, { one: `${count} событие`, few: `${count} события`, other: `${count} событий` }),
	heading: 'Только что произошло',
	more: (count) => `И ещё ${count}.`,
	button: 'Открыть консоль',
	quiet: 'Когда присылать такие уведомления, вы выбираете в консоли.',
	digest: {
		subject: (day) => `Ваше утро, ${day}`,
		heading: (name) => (name ? `Доброе утро, ${name}` : 'Доброе утро'),
		nothing: 'Ничего не ждёт вашего решения, просроченных счетов нет.',
		overdue: 'Просрочено',
		received: 'Поступило вчера',
		invoices: (count) => plural('ru', count, { one: `${count} счёт`, few: `${count} счёта`, other: `${count} счетов` }),
		payments: (count) =>
			plural('ru', count, { one: `${count} платёж`, few: `${count} платежа`, other: `${count} платежей` }),
		approvals: 'Ждут вашего согласования',
		waiting: 'Клиенты ждут ответа',
		steps: 'Запланированные шаги на сегодня',
		cases: 'Дела по взысканию на сегодня',
		ending: 'Договоры, срок которых истекает в течение 30 дней',
		since: 'С прошлой сводки:',
	},
}
