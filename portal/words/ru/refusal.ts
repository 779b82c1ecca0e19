import type { English } from '../en.ts'
import { translate } from '../shape.ts'

export const refusal = translate<English['refusal']>()({
	not_permitted: 'Здесь это вам не разрешено.',
	not_found: 'Этого нет, или оно вам недоступно.',
	'input.invalid': 'Проверьте поле «{{field}}»: {{problem}}.',
	changed_meanwhile: 'Тем временем кто-то внёс изменения. Посмотрите ещё раз и повторите.',

	'customer.number_taken': 'Номер клиента {{number}} уже занят.',
	'customer.email_invalid': '«{{email}}» — не адрес электронной почты.',
	'customer.no_reader': 'У клиента {{name}} некому писать: сначала добавьте контакт или адрес.',
	'customer.currency_in_use': 'Уже есть суммы в {{currency}}, поэтому валюту изменить нельзя.',

	'contract.not_allowed_in_state': 'Договор {{number}} в состоянии «{{state}}», и это сейчас невозможно.',
	'contract.no_lines': 'В договоре {{number}} ещё нет позиций. Добавьте хотя бы одну.',
	'contract.ends_before_start': 'Он закончился бы {{endsOn}}, раньше начала {{startsOn}}.',
	'contract.line_outside': 'Позиция «{{line}}» должна лежать между {{startsOn}} и {{endsOn}}.',
	'contract.line_unknown': 'В договоре нет позиции «{{line}}».',
	'contract.currency_mismatch': 'Договор в {{contract}}, а клиент в {{customer}}.',
	'contract.effective_before_start': 'Изменение вступило бы в силу {{effectiveOn}}, раньше начала {{startsOn}}.',
	'contract.nothing_changes': 'В договоре {{number}} ничего не изменится.',
	'contract.number_taken': 'Номер договора {{number}} уже занят.',

	'invoice.not_a_draft': 'Счёт {{number}} уже выставлен, изменить его нельзя.',
	'invoice.not_issued': 'Счёт {{number}} в состоянии «{{state}}», а нужен выставленный.',
	'invoice.already_settled': 'Счёт {{number}} уже оплачен. Платить больше нечего.',
	'invoice.has_payments': 'По счёту {{number}} уже поступали деньги. Оформите кредит-ноту или возврат.',
	'invoice.day_before_last': 'Счёт от {{issuedOn}} оказался бы раньше последнего, от {{lastOn}}.',
	'invoice.credit_exceeds': 'По счёту {{number}} можно вернуть не больше {{left}}.',

	'payment.nothing_open': 'Неоплаченного нет, платить нечего.',
	'payment.amount_changed': 'Сумма изменилась: было {{shown}}, стало {{now}}. Посмотрите ещё раз перед оплатой.',
	'payment.part_not_allowed': 'Оплатить можно только полностью.',
	'payment.part_too_small': 'Наименьшая часть, которую можно оплатить: {{smallest}}.',
	'payment.part_too_large': 'К оплате только {{open}}.',
	'payment.mixed_currencies': 'Счета в разных валютах оплачиваются отдельно.',
	'payment.in_progress': 'Оплата по {{number}} уже идёт. Дождитесь её результата.',
	'payment.processor_unavailable': 'Платёжный сервис сейчас не отвечает. Ничего не списано. Попробуйте чуть позже.',
	'payment.not_by_card':
		'Сумму {{amount}} картой принять нельзя: она слишком мала, слишком велика или слишком дробная. Ничего не списано. Оплатите банковским переводом.',
	'payment.not_succeeded': 'Платёж не поступил: состояние «{{state}}».',
	'refund.exceeds': 'Вернуть можно не больше {{left}}.',
	'allocation.exceeds': 'Нераспределённого осталось только {{left}}.',

	'link.invalid': 'Эта ссылка недействительна. Запросите новую.',
	'link.expired': 'Срок ссылки истёк {{expiredOn}}. Запросите новую.',
	'link.revoked': 'Эта ссылка отозвана. Запросите новую.',
	'link.view_only': 'По этой ссылке можно только смотреть. Чтобы сделать это, войдите.',

	'sign_in.code_wrong': 'Код неверный. Осталось попыток: {{attemptsLeft}}.',
	'sign_in.expired': 'Срок кода истёк. Запросите новый.',
	'sign_in.too_many': 'Слишком много попыток. Подождите {{minutes}} мин.',

	'import.empty': 'В файле нет ни одной строки.',
	'import.not_text': 'Это не CSV и не XLSX.',
	'import.old_excel': 'Это файл Excel старого вида или с паролем. Сохраните его как .xlsx без пароля.',
	'import.open_document': 'Это файл OpenDocument. Сохраните его как .xlsx или .csv.',
	'import.locked': 'Файл защищён паролем. Сохраните его без пароля.',
	'import.damaged': 'Файл повреждён или обрезан. Выгрузите его ещё раз.',
	'import.too_large_unpacked': 'После распаковки файл намного больше любой таблицы.',
	'import.quote_open': 'Кавычка, открытая в строке {{row}}, нигде не закрыта.',
	'import.sheet_missing': 'В файле нет листа «{{sheet}}». Есть: {{sheets}}.',
	'import.header_missing': 'В строке {{row}} должны быть названия столбцов, но она пуста.',
	'import.map_invalid': 'Ошибка в таблице соответствий, {{path}}: {{problem}}.',
	'import.map_of_other': 'Эта таблица соответствий предназначена для другого: {{subject}}.',
	'import.column_missing': 'В файле нет столбца «{{column}}» для поля {{field}}.',
	'import.field_missing': 'Не выбран столбец для поля {{field}}, а оно нужно в каждой строке.',
	'import.ambiguous': 'Некоторые значения можно прочесть по-разному. Укажите, как: {{questions}}.',
	'import.running': 'Файл {{fileName}} уже загружается. Дождитесь окончания.',

	'clock.only_in_a_demo': 'Передвинуть день можно только в демонстрации.',
})
