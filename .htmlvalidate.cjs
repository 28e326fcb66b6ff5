/* What is asked of every page's HTML: see tests/functional/test_html.py. */
module.exports = {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // The frame of a table that scrolls is named, and a tab stop, for those without a mouse. As a
    // <section> it would read the same to them and like a chapter to us.
    "prefer-native-element": ["error", { exclude: ["region"] }],
    // Boxes to tick, several of one question, share its name, as the answer's address shows
    "form-dup-name": ["error", { shared: ["radio", "button", "reset", "submit", "checkbox"] }],
    // An indicator's whole name is told; search engines cut it at 70 signs and nothing is lost by that
    "long-title": ["error", { maxlength: 160 }],
  },
};
