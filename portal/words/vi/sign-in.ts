import type { English } from '../en.ts'
import { translate } from '../shape.ts'

export const signIn = translate<English['signIn']>()({
	title: 'Đăng nhập',
	lead: 'Hợp đồng, hóa đơn và thanh toán của quý khách với {{company}}, tất cả ở một nơi.',
	staffTitle: 'Nhân viên đăng nhập',
	staffLead: 'Dành cho người làm việc tại {{company}}.',
	forCustomers: 'Quý khách là khách hàng? Đăng nhập tại đây.',
	forStaff: 'Bạn làm việc tại đây? Lối vào cho nhân viên.',
	email: 'Địa chỉ email',
	emailHint: 'Địa chỉ nhận hóa đơn và thư từ của chúng tôi.',
	staffEmailHint: 'Địa chỉ email công việc của bạn.',
	send: 'Gửi cho tôi liên kết đăng nhập',
	lettersSent:
		'Nếu chúng tôi biết địa chỉ này, vài thư đã được gửi đến đó trong mấy phút qua. Liên kết trong bất kỳ thư nào cũng dùng được, ở mọi trình duyệt.',
	passkey: 'Đăng nhập bằng khóa truy cập',
	noPassword: 'Không cần mật khẩu: liên kết và mã sẽ được gửi qua email.',
	linkExpired: 'Liên kết đã hết hạn. Hãy đăng nhập bằng email để tiếp tục.',
	linkRevoked: 'Liên kết đã bị thu hồi. Hãy đăng nhập bằng email để tiếp tục.',
	codeTitle: 'Hãy kiểm tra hộp thư',
	codeLead:
		'Nếu chúng tôi biết địa chỉ này, thư đang trên đường tới. Bấm liên kết trong thư hoặc nhập sáu chữ số vào đây.',
	code: 'Mã trong thư',
	codeHint: 'Sáu chữ số, có hiệu lực mười phút trên trình duyệt này.',
	enter: 'Đăng nhập',
	noLetter: 'Sau hai phút vẫn chưa có thư? Hãy xem mục thư rác hoặc kiểm tra lại địa chỉ.',
	again: 'Gửi lại thư',
	openTitle: 'Sắp xong rồi',
	openLead:
		'Bấm nút để đăng nhập. Chúng tôi hỏi vì phần mềm thư tự mở liên kết, còn liên kết này chỉ dùng được một lần.',
	openSpentTitle: 'Thư này đã được dùng',
	openSpent: 'Liên kết trong thư chỉ dùng được một lần, trong mười phút. Hãy yêu cầu thư mới, sẽ có ngay.',
	linkTitle: 'Liên kết riêng của quý khách',
	linkLead: '{{company}} đã gửi liên kết này. Quý khách xem được tài liệu của mình mà không cần tài khoản.',
	linkOpen: 'Mở',
	linkSpentTitle: 'Liên kết này không còn mở được',
	linkSignIn: 'Đăng nhập bằng email',
})
