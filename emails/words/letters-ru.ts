import { collectingRu } from './collecting-ru.ts'
import type { lettersEn } from './letters-en.ts'
import { plural } from './plural.ts'

const days = (count: number) => `${count} ${plural('ru', count, { one: 'день', few: 'дня', other: 'дней' })}`

export const lettersRu: typeof lettersEn = {
	...collectingRu,
	hello: (name) => `Здравствуйте, ${name}!`,
	helloAnyone: 'Здравствуйте!',
	openInstead: 'Если кнопка не работает, скопируйте этот адрес в браузер:',
	questions: 'Есть вопросы? Просто ответьте на это письмо.',
	sentBy: (company) => `Отправитель: ${company}`,
	invoice: 'Счёт',
	contract: 'Договор',
	amount: 'Сумма',
	amountDue: 'К оплате',
	issued: 'Выставлен',
	due: 'Оплатить до',
	date: 'Дата',
	reason: 'Причина',
	card: (brand, last4) => `карта ${brand} •••• ${last4}`,
	bankTransfer: 'Банковский перевод',
	cash: 'Наличные',
	cheque: 'Чек',
	otherMethod: 'Другой способ',
	invoiceIssued: {
		subject: (number, amount, company) => `Счёт ${number} от ${company} на ${amount}`,
		subjectDue: (number, amount, day) => `Счёт ${number}: ${amount}, оплатить до ${day}`,
		heading: 'Новый счёт',
		lead: (day) => `Пожалуйста, оплатите до ${day} включительно.`,
		leadAutomatic: (amount, card, day) =>
			`Мы спишем ${amount} автоматически ${day} (${card}). От вас ничего не требуется.`,
		leadNothingDue: 'Платить ничего не нужно. Счёт — для вашего учёта.',
		attached: 'Счёт во вложении, в формате PDF. На странице счёта для каждой позиции показан расчёт суммы.',
		pay: (amount) => `Оплатить ${amount}`,
		view: 'Открыть счёт',
	},
	paymentReceived: {
		subject: (amount) => `Мы получили вашу оплату: ${amount}`,
		heading: 'Оплата получена',
		lead: (amount) => `Спасибо! Мы получили ${amount}.`,
		receipt: 'Квитанция',
		method: 'Способ оплаты',
		applied: (invoice) => `Зачтено по счёту ${invoice}`,
		remaining: (invoice) => `Осталось по счёту ${invoice}`,
		penalty: 'Пени',
		unallocated: 'Осталось как переплата',
		settled: 'По этим счетам больше ничего платить не нужно.',
		attached: 'Квитанция во вложении, в формате PDF.',
		view: 'Открыть личный кабинет',
	},
	paymentFailed: {
		subject: (invoice) => `Оплата счёта ${invoice} не прошла`,
		heading: 'Оплата не прошла',
		lead: (amount, invoice) => `Не удалось списать ${amount} по счёту ${invoice}. Деньги не списаны.`,
		reasons: {
			declined: 'Банк отклонил платёж без объяснения причины. Подробности может сообщить ваш банк.',
			insufficient_funds: 'На карте недостаточно средств.',
			expired_card: 'Срок действия карты истёк.',
			incorrect_details: 'Данные карты не совпали с данными банка.',
			authentication_required: 'Банк просит вас подтвердить этот платёж.',
			card_not_supported: 'Эта карта не подходит для такого платежа.',
			limit_exceeded: 'Сумма превышает лимит, установленный для карты.',
			lost_or_stolen: 'Банк заблокировал эту карту. Пожалуйста, используйте другую.',
			processing_error: 'Платёж прервала техническая ошибка на стороне банка.',
		},
		next: (day) => `Мы повторим попытку ${day}. Чтобы оплатить раньше или другой картой, воспользуйтесь кнопкой.`,
		noNext: 'Сами мы повторять попытку не будем. Пожалуйста, оплатите по кнопке — это займёт минуту.',
		unaffected: 'Ваш договор продолжает действовать без изменений.',
		method: 'Попытка оплаты',
		pay: (amount) => `Оплатить ${amount}`,
	},
	creditNoteIssued: {
		subject: (number, invoice) => `Кредит-нота ${number} к счёту ${invoice}`,
		heading: 'Мы уменьшили сумму счёта',
		lead: (amount, invoice) => `По счёту ${invoice} выставлена кредит-нота на ${amount}.`,
		effects: {
			reduces_invoice: 'Долг по счёту уменьшен на эту сумму. От вас ничего не требуется.',
			refund: 'Мы возвращаем эту сумму тем же способом, которым вы платили.',
			balance: 'Сумма остаётся как переплата и будет зачтена в оплату следующих счетов.',
		},
		parts: {
			reduces_invoice: (amount) => `${amount} уменьшают долг по счёту.`,
			refund: (amount) => `${amount} возвращаются на карту, с которой вы платили.`,
			balance: (amount) => `${amount} остаются на вашем счету у нас и засчитываются в оплату других счетов.`,
		},
		creditNote: 'Кредит-нота',
		attached: 'Кредит-нота во вложении, в формате PDF.',
		view: 'Открыть кредит-ноту',
	},
	signIn: {
		subject: (company) => `Вход: ${company}`,
		heading: 'Вход',
		lead: (minutes) =>
			`Нажмите кнопку или введите код там, где вы его запросили. Кнопка и код действуют один раз, ${minutes} ${plural('ru', minutes, { one: 'минуту', few: 'минуты', other: 'минут' })}.`,
		button: 'Войти',
		code: 'Ваш код',
		asked: (moment) => `Запрошено ${moment}`,
		askedFrom: (moment, from) => `Запрошено ${moment}, откуда: ${from}`,
		notYou:
			'Это были не вы? Не обращайте внимания на письмо: без него никто не войдёт. Никому не сообщайте код, даже нам.',
	},
	secureLink: {
		subject: (contract, company) => `Ваш договор ${contract}, ${company}`,
		heading: 'Ваш договор онлайн',
		lead: (contract) => `Ваша личная ссылка на договор ${contract}. Регистрация и пароль не нужны.`,
		leadFrom: (name, contract) =>
			`Вам отправлена личная ссылка на договор ${contract} (отправитель: ${name}). Регистрация и пароль не нужны.`,
		scopes: {
			view: 'По ней можно посмотреть условия, даты и счета.',
			pay: 'По ней можно посмотреть условия, даты и счета и оплатить их.',
			manage: 'По ней можно посмотреть условия, даты и счета, оплатить их и изменить состав договора.',
		},
		button: 'Открыть договор',
		valid: (day) => `Ссылка действует до ${day} включительно.`,
		keep: 'Договор откроет любой, у кого есть эта ссылка. Пересылайте её только тем, кому доверяете.',
	},
	invoiceOverdue: {
		subject: (invoice, amount) => `Напоминание: счёт ${invoice}, не оплачено ${amount}`,
		heading: 'Напоминание об оплате',
		lead: (invoice, amount, day, late) =>
			`Срок оплаты счёта ${invoice} истёк ${day} (${days(late)} назад). Осталось оплатить ${amount}.`,
		crossed: 'Если вы оплатили счёт в последние дни — спасибо, ничего делать не нужно.',
		trouble: 'Со счётом что-то не так или нужна отсрочка? Ответьте на письмо, и мы найдём решение.',
		attached: 'Счёт ещё раз во вложении, в формате PDF.',
		pay: (amount) => `Оплатить ${amount}`,
	},
	paymentRefunded: {
		subject: (amount) => `Мы вернули вам ${amount}`,
		heading: 'Возврат отправлен',
		lead: (amount) => `Мы отправили вам возврат на ${amount}.`,
		when: 'Обычно банк зачисляет деньги за 5–10 рабочих дней.',
		method: 'Куда возвращено',
		view: 'Открыть личный кабинет',
	},
	disputeOpened: {
		subject: (customer, amount) => `Спор по платежу: ${customer}, ${amount}`,
		heading: 'Платёж оспорен',
		lead: (customer, amount) =>
			`Клиент ${customer} оспорил платёж картой на ${amount}. Платёжная система удержала сумму до решения спора.`,
		leadInquiry: (customer, amount) =>
			`Банк клиента ${customer} запросил сведения о платеже картой на ${amount}. Деньги пока не удержаны.`,
		reasons: {
			bank_cannot_process: 'Банк не может провести платёж',
			credit_not_processed: 'Обещанный возврат не поступил',
			customer_initiated: 'Начат клиентом',
			duplicate: 'Двойное списание',
			fraudulent: 'Держатель карты говорит, что не платил',
			general: 'Причина не указана',
			product_not_received: 'Товар или услуга не получены',
			product_unacceptable: 'Не соответствует описанию',
			subscription_canceled: 'Списание после отмены',
			unrecognized: 'Держатель карты не узнаёт платёж',
		},
		customer: 'Клиент',
		invoices: 'Счета',
		answerBy: 'Ответить до',
		advice: 'Без доказательств к этому дню деньги не вернуть. Договор, счета и переписка собраны на странице.',
		button: 'Открыть спор',
	},
	accountNotice: {
		button: 'Открыть учётную запись',
		notAsked: 'Это были не вы и не ваши коллеги? Ответьте на это письмо, и мы разберёмся.',
		notYou: 'Если вы не знаете, о чём речь, ответьте на это письмо.',
		address: {
			subject: (customer: string) => `Новый адрес для счетов: ${customer}`,
			heading: 'Адрес для счетов изменён',
			lead: (customer: string, from: string) => `С ${from} в счетах для ${customer} будет этот адрес:`,
		},
		added: {
			subject: (customer: string, company: string) => `Вас добавили: ${customer} в ${company}`,
			heading: 'Теперь вы видите договоры',
			lead: (by: string, customer: string, company: string) =>
				`${by} добавил(а) вас к клиенту ${customer} в ${company}. Входите с этим адресом электронной почты, пароль не нужен.`,
		},
		people: {
			subject: (customer: string, company: string) => `Изменился круг людей: ${customer} в ${company}`,
			heading: 'Изменился круг ваших людей',
			added: (by: string, name: string, customer: string) =>
				`${by}: добавлен доступ к клиенту ${customer} для ${name}. Теперь этот человек видит договоры и счета, может платить и вносить изменения. Если это неверно, удалите его в вашей учётной записи.`,
			removed: (by: string, name: string, customer: string) =>
				`${by}: закрыт доступ к клиенту ${customer} для ${name}. Этот человек больше не видит договоры и счета. Если это неверно, добавьте его снова в вашей учётной записи.`,
			left: (by: string, customer: string, company: string) =>
				`${by}: для вас закрыт доступ к клиенту ${customer} в ${company}. Вы больше не видите его договоры и счета.`,
		},
		email: {
			subject: (company: string) => `Ваш адрес электронной почты в ${company} изменён`,
			heading: 'Адрес электронной почты изменён',
			lead: (email: string) =>
				`Теперь вы входите и получаете письма по адресу ${email}. Этот адрес больше не используется.`,
		},
		access: {
			subject: (company: string) => `Ваш вход в ${company} изменён`,
			heading: 'Способ входа изменён',
			set: 'Задан пароль. Теперь вы можете входить и с ним, и по письму.',
			changed: 'Ваш пароль изменён.',
			removed: 'Ваш пароль удалён. Входите по ссылке, которая приходит по почте.',
			closed:
				'Ваш пароль сто раз подряд ввели неверно, и он больше ничего не открывает. Войдите по ссылке из письма: тогда он снова заработает, или задайте другой.',
			passkey_added: 'Добавлен ключ доступа.',
			passkey_removed: 'Удалён ключ доступа.',
			factor_on: 'Добавлено приложение с кодами: при каждом входе будет нужен его код.',
			factor_off: 'Коды из вашего приложения отключены.',
			factor_reset: (by: string, reason: string) =>
				`Второй фактор сброшен (${by}): приложение, ключи доступа и запасные коды больше не действуют. Причина: ${reason}`,
			notYou:
				'Это были не вы? Сразу запросите ссылку для входа, задайте другой пароль, выйдите на всех других устройствах и сообщите нам в ответ на это письмо.',
			button: 'Войти',
		},
	},
}
