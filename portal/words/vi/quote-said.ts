import type { quoteSaid as english } from '../en/quote-said.ts'
import { translate } from '../shape.ts'

export const quoteSaid = translate<typeof english>()({
	titleRenewal: 'Gia hạn hợp đồng {{number}}',
	titleChange: 'Thay đổi hợp đồng {{number}}',
	consent: 'Tôi chấp nhận báo giá {{number}} cho {{customer}} đúng như hiển thị tại đây, cùng các điều khoản.',
	consentMissing: 'Vui lòng đánh dấu rằng quý khách chấp nhận.',
	declineButton: 'Từ chối báo giá',
	declined: 'Quý khách đã từ chối báo giá này',
	expired: 'Báo giá này đã hết hạn',
	withdrawn: 'Chúng tôi đã thu hồi báo giá này',
	signedPdf: 'Báo giá đã ký (PDF)',
	codeTitle: 'Xác nhận đó là quý khách',
	againNote: 'Quý khách đã đăng nhập từ hơn một ngày trước. Xin đăng nhập lại để ký.',
})
