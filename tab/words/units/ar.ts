import type { UnitsWords } from './en.ts'

export const units: UnitsWords = {
  tree: 'شجرة الوحدات التنظيمية',
  hint: 'ما يتبع وحدة يمكن استعماله فيها وفي كل وحدة دونها.',
  actions: (name) => `إجراءات ${name}`,
  add: 'إضافة وحدة دونها',
  rename: 'إعادة تسمية',
  move: 'نقل',
  delete: 'حذف',
  titles: {
    add: (name) => `وحدة جديدة دون ${name}`,
    rename: (name) => `إعادة تسمية ${name}`,
    move: (name) => `نقل ${name}`,
    delete: (name) => `هل تريد حذف ${name}؟`,
  },
  yes: { add: 'إضافة', rename: 'إعادة تسمية', move: 'نقل', delete: 'حذف' },
  done: {
    add: 'أُضيفت الوحدة',
    rename: 'أُعيدت تسمية الوحدة',
    move: 'نُقلت الوحدة',
    delete: 'حُذفت الوحدة',
  },
  newParent: 'دون أي وحدة',
  moveHint: 'ينتقل معها كل ما دونها. يحتفظ المستخدمون فقط بالقوالب والرسائل التي يحق لهم استعمالها في المكان الجديد.',
  deleteText: 'لا تُحذف إلا وحدة فارغة: بلا مستخدمين ولا وحدات دونها ولا قوالب أو رسائل فيها.',
}
