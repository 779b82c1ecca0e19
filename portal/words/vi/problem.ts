import type { English } from '../en.ts'
import { translate } from '../shape.ts'

export const problem = translate<English['problem']>()({
	notFoundTitle: 'Không có gì ở đây',
	notFoundBody:
		'Trang không tồn tại, hoặc quý khách không có quyền xem. Hãy kiểm tra địa chỉ, hoặc bắt đầu từ trang tổng quan.',
	expiredTitle: 'Liên kết này không còn hiệu lực',
	expiredBody:
		'Liên kết đã được dùng, đã bị thu hồi hoặc đã hết hạn. Hãy yêu cầu liên kết mới, chúng tôi sẽ gửi qua thư.',
	unreadableTitle: 'Không đọc được nội dung đã gửi',
	unreadableBody: 'Chưa có gì thay đổi. Hãy quay lại, tải lại trang và điền lại.',
	tooLargeTitle: 'Nội dung gửi một lần quá lớn',
	tooLargeBody: 'Chưa có gì thay đổi. Hãy quay lại và gửi ít hơn, hoặc gửi tệp nhỏ hơn.',
	brokenTitle: 'Đã có lỗi từ phía chúng tôi',
	brokenBody: 'Hãy thử lại sau ít phút. Nếu lỗi lặp lại, hãy cho chúng tôi biết mã này để tìm nguyên nhân.',
	tooManyTitle: 'Quý khách đã thử quá nhiều lần',
	tooManyBody: 'Hãy chờ một chút rồi thử lại. Việc này giúp bảo vệ tài khoản của quý khách.',
	tooManyWait: { other: 'Thử lại sau {{count}} giây.' },
	reference: 'Mã tham chiếu',
	home: 'Đến trang tổng quan',
	askForLink: 'Gửi cho tôi liên kết mới',
})
