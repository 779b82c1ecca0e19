import type { toSign as english } from '../en/to-sign.ts'
import { translate } from '../shape.ts'

export const toSign = translate<typeof english>()({
	title: 'Договор {{number}} на подпись',
	consent: 'Я подписываю договор {{number}} от имени {{customer}} в показанном здесь виде и с его условиями.',
	declineButton: 'Не подписывать',
	declined: 'Вы не подписали этот договор',
	expired: 'Срок подписания договора истёк',
	withdrawn: 'Мы отозвали этот договор с подписания',
	signedPdf: 'Подписанный договор (PDF)',
})
