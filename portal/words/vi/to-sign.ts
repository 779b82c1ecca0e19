import type { toSign as english } from '../en/to-sign.ts'
import { translate } from '../shape.ts'

export const toSign = translate<typeof english>()({
	title: 'Hợp đồng {{number}} chờ ký',
	consent: 'Tôi ký hợp đồng {{number}} cho {{customer}} đúng như hiển thị tại đây, cùng các điều khoản.',
	declineButton: 'Không ký',
	declined: 'Quý khách đã không ký hợp đồng này',
	expired: 'Hợp đồng này đã quá hạn ký',
	withdrawn: 'Chúng tôi đã thu hồi hợp đồng này',
	signedPdf: 'Hợp đồng đã ký (PDF)',
})
