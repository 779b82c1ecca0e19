import type { quoteSaid as english } from '../en/quote-said.ts'
import { translate } from '../shape.ts'

export const quoteSaid = translate<typeof english>()({
	titleRenewal: 'Продление договора {{number}}',
	titleChange: 'Изменение договора {{number}}',
	consent: 'Я принимаю предложение {{number}} от имени {{customer}} в показанном здесь виде и с его условиями.',
	consentMissing: 'Отметьте, что вы принимаете предложение.',
	declineButton: 'Отклонить предложение',
	declined: 'Вы отклонили это предложение',
	expired: 'Срок предложения истёк',
	withdrawn: 'Мы отозвали это предложение',
	signedPdf: 'Подписанное предложение (PDF)',
	codeTitle: 'Подтвердите, что это вы',
	againNote: 'Вы вошли больше суток назад. Войдите ещё раз, и вы сможете подписать.',
})
