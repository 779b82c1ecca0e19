import { refusalWords } from '../refusal-shape.ts'

/** What each expected no of core is called, and where it helps, what to do instead. */
export const refusal = refusalWords({
	not_permitted: 'You may not do that here.',
	not_found: 'That does not exist, or it is not yours to see.',
	'input.invalid': 'Please look at “{{field}}” again: {{problem}}.',
	changed_meanwhile: 'Someone changed this meanwhile. Look at it again, then repeat.',

	'customer.number_taken': 'Customer number {{number}} is already in use.',
	'customer.email_invalid': '“{{email}}” is not an email address.',
	'customer.email_taken': '“{{email}}” is already in use by somebody else.',
	'customer.address_day': 'Choose a day from today to {{lastOn}}.',
	'customer.no_reader': 'There is nobody at {{name}} to write to: add a contact or an address first.',
	'customer.currency_in_use': 'There are already amounts in {{currency}}, so the currency stays.',
	'customer.vat_number_wrong':
		'“{{number}}” is not a VAT number: its form or its check digits are wrong. It should look like {{example}}.',
	'tax.last_day': 'Choose {{earliestOn}} or a later day.',
	'tax.rate_known':
		'There is already a rate of this place and class from {{validFromOn}} on. End it, or choose another day.',
	'tax.rate_over': 'That is no longer possible since {{endedOn}}.',
	'price_update.nothing':
		'No contract in force gets another price by this. Look at the products, the per cent and the reasons.',
	'price_update.file_unclear':
		'“{{example}}” in the column “{{column}}” can be read in two ways. Write it without a thousands separator, and dates as 2026-01-31.',
	'price_update.file_long': 'The file has more than {{most}} rows.',
	'price_update.state': '“{{name}}” is being worked on or is done already. Look at it again.',
	'price_list.name_taken': 'There is already a price list “{{name}}”.',
	'price_list.currency': 'The list is in {{is}}, the customer in {{customer}}.',
	'price_list.plan_missing': '“{{product}}” is sold by plans: say which plan the price is for.',

	'contract.not_allowed_in_state': 'Contract {{number}} is “{{state}}”, which does not allow this.',
	'contract.no_lines': 'Contract {{number}} has no lines yet. Add at least one.',
	'discount.nothing_off': 'Say what the discount takes off, or leave its end empty too.',
	'discount.percent_or_amount': 'A discount takes off a percentage or an amount, not both.',
	'discount.two_ends': 'A discount ends with a number of periods or on a day, not both.',
	'discount.ends_before_start': 'The discount would end on {{endsOn}}, before it begins on {{startsOn}}.',
	'contract.ends_before_start': 'It would end on {{endsOn}}, before it starts on {{startsOn}}.',
	'contract.line_outside': 'The line “{{line}}” must lie between {{startsOn}} and {{endsOn}}.',
	'contract.line_unknown': 'The contract has no line “{{line}}”.',
	'line.not_whole':
		'“{{line}}” is sold whole, so the quantity cannot be {{quantity}}. Choose a number without a fraction.',
	'contract.currency_mismatch': 'The contract is in {{contract}}, the customer in {{customer}}.',
	'contract.effective_before_start':
		'The change would take effect on {{effectiveOn}}, before the start on {{startsOn}}.',
	'contract.nothing_changes': 'Nothing would change on contract {{number}}.',
	'contract.number_taken': 'Contract number {{number}} is already in use.',

	'change.different': 'The amounts have changed since you looked. Look at them again, then confirm.',
	'change.needs_approval': 'A change of {{month}} a month is approved by a person first: more than {{limit}} is.',
	'change.not_allowed': 'This contract does not allow this change by yourself. Ask us, and we will make it.',
	'change.not_offered': 'That cannot be added to this contract.',
	'change.quantity_out_of_range': 'The quantity must be from {{smallest}} to {{largest}}.',
	'change.before_notice': 'With the notice agreed, the earliest end is {{earliestOn}}.',

	'quote.not_allowed_in_state': 'Quote {{number}} is “{{state}}”, which does not allow this.',
	'quote.no_lines': 'Quote {{number}} has no lines yet. Add at least one.',
	'quote.line_of_none': '“{{line}}” has the quantity 0. Say how many, or leave the line out.',
	'quote.two_of_a_choice': 'Of the choice “{{choice}}” only one line can be chosen at first.',
	'quote.valid_day_past': 'The quote was valid until {{validUntil}}, which has passed. Choose a later day.',
	'quote.contract_without_end': 'Contract {{number}} has no end, so there is nothing to renew.',
	'quote.line_of_other': 'The line “{{line}}” belongs to another contract.',
	'quote.expired': 'Quote {{number}} was valid until {{validUntil}}. Ask us for a new one.',
	'quote.already_decided': 'Quote {{number}} has already been decided on.',
	'quote.different':
		'The amounts have changed since this page was made. The first invoice now comes to {{now}}. Please look again, then accept.',
	'quote.nothing_chosen': 'Nothing is chosen. Choose at least one item.',
	'quote.no_signature': 'Please type your full name: it is your signature.',
	'quote.drawing_invalid': 'The drawn signature could not be read. Clear it and draw it again, or leave it out.',
	'message.empty': 'Please write something first.',
	'message.too_long': 'That is too long. At most {{most}} characters fit.',
	'discussion.too_many': 'At most {{most}} colleagues can be told of one remark.',
	'task.done': 'This is done already.',
	'message.too_many_files': 'At most {{most}} files fit into one message.',
	'message.file_too_large': '“{{name}}” is larger than {{megabytes}} MB.',
	'message.file_empty': '“{{name}}” is empty.',
	'message.file_type':
		'“{{name}}” cannot be sent. PDF, PNG, JPEG, WebP, TXT, CSV, XLSX and DOCX can, if the content is what the name says.',
	'rating.over': 'This rating can no longer be given or changed.',
	'link.code_needed': 'Your link is older than a day. Confirm with a code that it is you, then repeat.',
	'link.no_address': 'There is no email address to send a code to. Please contact us.',

	'list.field_unknown': 'There is nothing called “{{field}}” in this list that you could filter, order or show by.',
	'list.value_wrong': '“{{value}}” does not fit “{{field}}”. Days are written as 2026-03-31, amounts as 1234.50.',
	'list.too_many_views': 'There are already {{most}} views of this list. Remove one first.',
	'list.too_many_at_once': 'At most {{most}} at once. Filter the list, and do the rest after.',

	'figure.not_by':
		'This figure cannot be told apart or narrowed in that way. Ask for another grouping or leave the filter out.',
	'invoice.not_a_draft': 'Invoice {{number}} has been issued and cannot be changed any more.',
	'invoice.not_issued': 'Invoice {{number}} is “{{state}}”; this needs an issued one.',
	'invoice.already_settled': 'Invoice {{number}} is already settled. Nothing more is due.',
	'invoice.has_payments': 'Money has come in for invoice {{number}}. Credit or refund it instead.',
	'invoice.day_before_last': 'An invoice dated {{issuedOn}} would stand before the last one of {{lastOn}}.',
	'invoice.credit_exceeds': 'No more than {{left}} of invoice {{number}} can be credited.',
	'invoice.line_credit_exceeds': 'No more than {{left}} before tax can be credited of “{{line}}”.',
	'invoice.line_corrected':
		'A change of the contract has corrected “{{line}}” since. Credit what that change billed instead.',
	'invoice.changed_since':
		'A change of the contract has given back part of {{number}} since, so taking it back whole would give too much. Void it so that its periods become due again, or credit the lines that no change touched.',
	'invoice.nothing_credited': 'Say of at least one line how much is to be credited.',

	'payment.nothing_open': 'Nothing is open. There is nothing to pay.',
	'payment.amount_changed': 'The amount has changed from {{shown}} to {{now}}. Please look again before you pay.',
	'payment.part_not_allowed': 'This can only be paid in full.',
	'payment.part_too_small': 'The smallest part that can be paid is {{smallest}}.',
	'payment.part_too_large': 'Only {{open}} is open.',
	'payment.not_positive': 'The amount must be more than zero.',
	'payment.mixed_currencies': 'Invoices in different currencies have to be paid separately.',
	'payment.in_progress': 'A payment for {{number}} is already under way. Wait for its outcome.',
	'payment.processor_unavailable':
		'The card service does not answer right now. Nothing was charged. Try again shortly.',
	'payment.not_by_card':
		'The card service does not take {{amount}}: too little, too much, or too fine. Nothing was charged. Pay by bank transfer instead.',
	'payment.not_succeeded': 'The payment has not come in: it is “{{state}}”.',
	'payment.not_to_confirm': 'This payment no longer needs to be confirmed. Look at how it stands.',
	'card.in_use':
		'{{contracts}} are paid with this card. Switch their automatic payment off, or give them another card first.',
	'dunning.days_not_rising': 'The days must rise from one to the next: {{days}}.',
	'dunning.ladder_not_rising': 'Each step must come later than the one before it.',
	'refund.changed': 'What can be refunded has changed from {{shown}} to {{now}} since you looked. Look again.',
	'refund.exceeds': 'No more than {{left}} can be refunded.',
	'allocation.exceeds': 'No more than {{left}} is left to allocate.',

	'link.invalid': 'This link is not valid. Ask for a new one.',
	'link.expired': 'This link expired on {{expiredOn}}. Ask for a new one.',
	'link.revoked': 'This link has been withdrawn. Ask for a new one.',
	'link.view_only': 'This link only lets you look. To do this, sign in.',
	'link.too_narrow': 'This link does not reach that far. To do this, sign in.',

	'sign_in.code_wrong': 'That code is not right. Tries left: {{attemptsLeft}}.',
	'sign_in.expired': 'The code has expired. Ask for a new one.',
	'sign_in.code_closed': 'Codes for this address have been wrong too often today. The link in the letter works.',
	'second_factor.wrong': 'That code is not right, or it has been used. Take the one the app shows now.',
	'second_factor.on': 'A second factor is set up already.',
	'sign_in.too_many': 'Too many tries. Wait {{minutes}} minutes.',
	'sign_in.password_wrong': 'Address and password do not fit together. Try again, or have a link sent to you.',
	'sign_in.not_fresh':
		'For this you have to have signed in within the last minutes. Sign in again, then try once more.',
	'password.wrong': 'That is not your present password.',
	'password.too_short': 'A password needs at least {{least}} characters. A few words in a row are good.',
	'password.too_long': 'A password has at most {{most}} characters.',
	'password.guessed':
		'This password would be among the first to be guessed: it is well known, repeats itself or is made of your name. Take a few words that do not belong together.',
	'passkey.refused': 'The passkey could not be checked. Try again.',
	'passkey.known': 'This passkey is in your list already.',
	'passkey.too_many': 'There are {{most}} passkeys already. Remove one first.',
	'second_factor.own': 'Take your own off on its own page, or ask another administrator.',
	'second_factor.last':
		'The company asks everybody for a second factor. Set another one up before you take away the last.',

	'approval.not_needed': 'Nobody has to approve this: you can make the change yourself.',
	'approval.waiting':
		'A change of contract {{number}} is waiting for approval already. Wait for the decision, or withdraw it first.',
	'approval.decided': 'This request has been decided already: {{decision}}.',
	'approval.own': 'Whoever asks cannot approve it: somebody else has to.',
	'approval.comment_missing': 'Say in a sentence why not: whoever asked will read it.',
	'approval.not_asked': 'Somebody else is asked to decide this.',
	'staff.last_administrator': 'Somebody has to stay administrator: give another person the role first.',
	'staff.group_needed':
		'{{name}} is still needed. People in it: {{members}}. Customers: {{customers}}, contracts: {{contracts}}. Workflows, alerts, chat groups and price lists: {{rules}}. Approvals and alerts of the past: {{past}}. Give these to another team first; what is past stays, and so does the team then.',

	'import.empty': 'The file holds no rows.',
	'import.not_text': 'This is neither CSV nor XLSX.',
	'import.old_excel':
		'This is an Excel file of the old kind, or one with a password. Save it as .xlsx without a password.',
	'import.open_document': 'This is an OpenDocument file. Save it as .xlsx or .csv.',
	'import.locked': 'The file is protected with a password. Save it without one.',
	'import.damaged': 'The file is damaged or cut off. Export it again.',
	'import.too_large_unpacked': 'The file unpacks to far more than a table holds.',
	'import.quote_open': 'A quotation mark opened in row {{row}} is never closed.',
	'import.sheet_missing': 'The file has no sheet “{{sheet}}”. It has: {{sheets}}.',
	'import.header_missing': 'Row {{row}} should name the columns, but it is empty.',
	'import.map_invalid': 'The column map is wrong at {{path}}: {{problem}}.',
	'import.map_of_other': 'This column map is for {{subject}}.',
	'import.column_missing': 'The file has no column “{{column}}”, which should fill {{field}}.',
	'import.field_missing': 'No column was chosen for {{field}}, which every row needs.',
	'import.ambiguous': 'Some values can be read in two ways. Please say how: {{questions}}.',
	'import.running': '{{fileName}} is already being imported. Wait until it is done.',
	'import.not_loaded': '{{fileName}} has not been imported, or has been taken back already.',

	'promise.day_wrong': 'The day must be between today and {{latestOn}}.',
	'promise.too_much': 'Of {{number}} only {{open}} is open.',
	'promise.other_currency': '{{number}} is in {{is}}: promise that currency.',
	'chat.code_invalid': 'That code is not good any more. Make a new one in the console under Chat accounts.',
	'chat.choice_unknown': 'This button is not known here any more. Ask again.',
	'chat.choice_over': 'This button is too old. Ask again to get a fresh one.',
	'chat.choice_taken': '{{by}} has pressed this already; nothing was done a second time.',
	'chat.choice_of_other': 'This button was made for somebody else.',
	'reminder.sent_today': 'A reminder about {{number}} has gone out today already.',
	'payment.no_card': '{{number}} has no card to charge: its contract has no automatic payment with a saved card.',

	'clock.only_in_a_demo': 'The day can be moved only in the demonstration.',
})
