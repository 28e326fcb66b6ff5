"""Collects every problem the program can tell of, from the code itself: id, sentence and remedy.

A sentence stands beside its id in the call that makes the problem, or goes to a small function that does.
Both are followed; what is filled in when the program runs is shown as »…«.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src" / "tvaerblik"
ID = re.compile(r"([DE][0-9]{2}|[ACGKW]-[A-Z]+(-[A-Z]+)*)")
FILLED_IN = "…"
# Of calls that name their arguments, in the order in which they are read
NAMED = ("what", "text", "remedy")
# Readers of values tell half a sentence, that begins with »The value«
HALF = {"mapped", "_cast_checked", "read_by"}
# What makes a problem, or hands it on to what does
MAKERS = {"Problem", "refuse", "add", "add_rows", "Remark", "Doubt"}
LANGUAGES = ("da", "en")
# A sentence is followed this far from function to function
DEEPEST = 6

Pair = tuple[str, str]  # Danish, English
Env = dict[str, ast.expr]


@dataclass(frozen=True, order=True)
class Told:
    """One thing an id says, in both languages; a remark has no remedy of its own."""

    da: str
    en: str
    remedy_da: str = ""
    remedy_en: str = ""

    def whole(self) -> "Told":
        """Of half a sentence: readers of values begin it with the value."""
        return replace(self, da=f"Værdien {self.da}.", en=f"The value {self.en}.")


def problems_told() -> dict[str, tuple[Told, ...]]:
    """Id → everything it may say, in the order of ids."""
    modules = _modules()
    found: dict[str, set[Told]] = {}
    for module in modules.values():
        for code, told in module.told():
            found.setdefault(code, set()).update(told or _in_words_of_its_own(code, modules))
    return {code: tuple(sorted(_distinct(found[code]))) for code in sorted(found)}


def _distinct(told: set[Told]) -> Iterator[Told]:
    """Without halves of sentences that stand there whole."""
    whole = {_words(one.da) for one in told if one.remedy_da}
    for one in told:
        if _words(one.da) and (one.remedy_da or _words(one.da) not in whole):
            yield one


def _words(text: str) -> str:
    return text.removeprefix("Værdien").strip(f" .{FILLED_IN}")


def _in_words_of_its_own(code: str, modules: dict[str, "_Module"]) -> list[Told]:
    """Of an id that is made far from its words: W-LOST-VALUES says what lost_values() makes."""
    name = code.partition("-")[2].lower().replace("-", "_")
    for module in modules.values():
        if name in module.functions:
            return _told([module._pairs_within(module.functions[name], {}, 0)])
    return []


def _modules() -> dict[str, "_Module"]:
    modules: dict[str, _Module] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        name = ".".join(("tvaerblik", *path.relative_to(SOURCE).with_suffix("").parts))
        modules[name] = _Module(ast.parse(path.read_text(encoding="utf-8")), modules)
    return modules


@dataclass(frozen=True)
class _Caller:
    """Where a function is called: its arguments are read there."""

    module: "_Module"
    at: ast.AST
    env: Env


@dataclass
class _Module:
    tree: ast.Module
    modules: dict[str, "_Module"] = field(repr=False)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        return tuple(ast.walk(self.tree))

    @cached_property
    def above(self) -> dict[ast.AST, ast.AST]:
        return {inner: node for node in self.nodes for inner in ast.iter_child_nodes(node)}

    @cached_property
    def functions(self) -> dict[str, ast.FunctionDef]:
        return {node.name: node for node in self.nodes if isinstance(node, ast.FunctionDef)}

    @cached_property
    def calls(self) -> dict[str, list[ast.Call]]:
        found: dict[str, list[ast.Call]] = {}
        for node in self.nodes:
            if isinstance(node, ast.Call):
                found.setdefault(_name_of(node.func), []).append(node)
        return found

    @cached_property
    def values(self) -> dict[str, ast.expr]:
        """What names of the module stand for."""
        return {
            target.id: node.value
            for node in self.tree.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }

    @cached_property
    def imported(self) -> dict[str, str]:
        """Name → the module it comes from."""
        return {
            alias.asname or alias.name: node.module
            for node in self.tree.body
            if isinstance(node, ast.ImportFrom) and node.module
            for alias in node.names
        }

    def told(self) -> Iterator[tuple[str, list[Told]]]:
        for node in self.nodes:
            code = self._code(node)
            if code is not None and not isinstance(self.above[node], ast.Compare | ast.Assign):
                told = [one for env in self._envs(node) for one in self._beside(node, env)]
                yield code, told

    def _code(self, node: ast.AST) -> str | None:
        """The id that an expression is; a name may stand for one."""
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            node = self.values.get(node.id, node)
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        return node.value if is_text and ID.fullmatch(node.value) else None

    # -- following -------------------------------------------------------------------------------

    def _envs(self, node: ast.AST) -> list[Env]:
        """What the parameters of the function around a node are, once for each call of it here."""
        function = self._function_around(node)
        if function is None:
            return [{}]
        return [_env(function, call) for call in self.calls.get(function.name, ())] or [{}]

    def _function_around(self, node: ast.AST) -> ast.FunctionDef | None:
        while node in self.above:
            node = self.above[node]
            if isinstance(node, ast.FunctionDef):
                return node
        return None

    def _beside(self, node: ast.AST, env: Env) -> list[Told]:
        """The sentences of the call or tuple in which an id stands; else those of its function."""
        holder = self.above[node]
        if isinstance(holder, ast.keyword | ast.IfExp):
            holder = self.above[holder]
        called = _name_of(holder.func) if isinstance(holder, ast.Call) else ""
        told: list[Told] = []
        if isinstance(holder, ast.Call) and called not in HALF:
            told = self._through(holder, node, env)
        if not told:
            told = _told(self._slots(_parts(holder, node), env, node))
        if not told and (around := self._function_around(node)) is not None:
            told = _told([self._pairs_within(around, env, 0)])
        return [one.whole() for one in told if one.remedy_da] if called in HALF else told

    def _through(self, call: ast.Call, code: ast.AST, around: Env) -> list[Told]:
        """What the function that is handed an id makes of it: it may add the remedy."""
        name = _name_of(call.func)
        home = self._home(name)
        if home is None or name not in home.functions:
            return []
        function = home.functions[name]
        env = _env(function, call)
        names = {name for name, given in env.items() if given is code}
        for inner in ast.walk(function):
            if isinstance(inner, ast.Call) and _name_of(inner.func) in MAKERS:
                for at, part in enumerate(inner.args):
                    if isinstance(part, ast.Name) and part.id in names:
                        rest = inner.args[at + 1 :]
                        return _told(home._slots(rest, env, function, _Caller(self, code, around)))
        return []

    # -- reading ---------------------------------------------------------------------------------

    def _slots(
        self,
        parts: list[ast.expr],
        env: Env,
        at: ast.AST,
        caller: "_Caller | None" = None,
        depth: int = 0,
    ) -> list[list[Pair]]:
        """The texts of each expression: Text(da, en), two strings side by side, or what makes them.

        Where a function is looked through, an argument is read where it was written: in the caller."""
        found: list[list[Pair]] = []
        waiting: str | None = None
        for part in parts:
            said = self._said(part, env, at)
            if said is None and waiting is not None:
                said = FILLED_IN
            if said is not None and waiting is not None:
                found.append([(waiting, said)])
                waiting = None
            elif said is not None:
                waiting = said
            elif caller is not None and isinstance(part, ast.Name) and part.id in env:
                found.append(caller.module._pairs_of(env[part.id], caller.env, caller.at, depth))
            else:
                found.append(self._pairs_of(part, env, at, depth))
        kept = ([pair for pair in slot if _has_words(pair)] for slot in found)
        return [slot for slot in kept if slot]

    def _pairs(self, parts: list[ast.expr], env: Env, at: ast.AST, depth: int = 0) -> list[Pair]:
        if depth > DEEPEST:
            return []
        return [pair for slot in self._slots(parts, env, at, depth=depth) for pair in slot]

    def _pairs_of(self, part: ast.expr, env: Env, at: ast.AST, depth: int) -> list[Pair]:
        if depth > DEEPEST:
            return []
        match part:
            case ast.Starred():
                return self._pairs_of(part.value, env, at, depth + 1)
            case ast.Tuple():
                return self._pairs(list(part.elts), env, at, depth + 1)
            case ast.IfExp():
                return self._pairs([part.body, part.orelse], env, at, depth + 1)
            case ast.Name():
                value = self._value(part.id, env, at)
                return [] if value is None else self._pairs_of(value, {}, at, depth + 1)
            case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=key)):
                return self._pairs_of_key(name, key, depth)
            case ast.Call() if _name_of(part.func) == "Text":
                return self._pairs(list(part.args), env, at, depth + 1)
            case ast.Call():
                return self._pairs_made_by(part, depth)
        return []

    def _pairs_of_key(self, name: str, key: object, depth: int) -> list[Pair]:
        home = self._home(name)
        table = home.values.get(name) if home is not None else None
        if home is None or not isinstance(table, ast.Dict):
            return []
        keys = [one.value if isinstance(one, ast.Constant) else None for one in table.keys]
        if key not in keys:
            return []
        return home._pairs_of(table.values[keys.index(key)], {}, table, depth + 1)

    def _pairs_made_by(self, call: ast.Call, depth: int) -> list[Pair]:
        name = _name_of(call.func)
        home = self._home(name)
        if home is None or name not in home.functions:
            return []
        function = home.functions[name]
        return home._pairs_within(function, _env(function, call), depth + 1)

    def _pairs_within(self, function: ast.FunctionDef, env: Env, depth: int) -> list[Pair]:
        texts = [
            node
            for node in ast.walk(function)
            if isinstance(node, ast.Call) and _name_of(node.func) == "Text"
        ]
        texts.sort(key=lambda node: (node.lineno, node.col_offset))
        return self._pairs(list(texts), env, function, depth + 1)

    def _said(self, node: ast.expr, env: Env, at: ast.AST, depth: int = 0) -> str | None:
        """A string as it reads; None for what is no string."""
        if isinstance(node, ast.Constant):
            return node.value if isinstance(node.value, str) else None
        if isinstance(node, ast.JoinedStr):
            return "".join(self._piece(value, env, at, depth) for value in node.values)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            sides = [self._said(side, env, at, depth) for side in (node.left, node.right)]
            return None if sides == [None, None] else "".join(side or FILLED_IN for side in sides)
        if isinstance(node, ast.Name) and depth < DEEPEST:
            value = self._value(node.id, env, at)
            return None if value is None else self._said(value, {}, at, depth + 1)
        if isinstance(node, ast.IfExp):
            return self._said(node.body, env, at, depth)
        if isinstance(node, ast.Attribute) and node.attr in LANGUAGES:
            pairs = self._pairs_of(node.value, env, at, depth)
            return pairs[0][LANGUAGES.index(node.attr)] if pairs else None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            said = (
                self._said(node.func.value, env, at, depth) if node.func.attr == "format" else None
            )
            return None if said is None else re.sub(r"{[^}]*}", FILLED_IN, said)
        return None

    def _piece(self, node: ast.expr, env: Env, at: ast.AST, depth: int) -> str:
        inner = node.value if isinstance(node, ast.FormattedValue) else node
        return self._said(inner, env, at, depth) or FILLED_IN

    def _value(self, name: str, env: Env, at: ast.AST) -> ast.expr | None:
        """What a name stands for: an argument, a value made in the function, or one of a module."""
        if name in env:
            given = env[name]
            return None if isinstance(given, ast.Name) and given.id == name else given
        around = at if isinstance(at, ast.FunctionDef) else self._function_around(at)
        for node in ast.walk(around) if around is not None else ():
            for target in node.targets if isinstance(node, ast.Assign) else ():
                found = _assigned(name, target, node.value)
                if found is not None:
                    return found
        home = self._home(name)
        return home.values.get(name) if home is not None else None

    def _home(self, name: str) -> "_Module | None":
        """The module where a name is made: this one, or the one it is imported from."""
        if name in self.functions or name in self.values:
            return self
        return self.modules.get(self.imported.get(name, ""))


def _name_of(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _assigned(name: str, target: ast.expr, value: ast.expr) -> ast.expr | None:
    if isinstance(target, ast.Name):
        return value if target.id == name else None
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        pairs = zip(target.elts, value.elts, strict=False)
        return next((one for to, one in pairs if isinstance(to, ast.Name) and to.id == name), None)
    return None


def _env(function: ast.FunctionDef, call: ast.Call) -> Env:
    """What a call gives each parameter of a function."""
    arguments = function.args
    names = [one.arg for one in arguments.args if one.arg not in ("self", "cls")]
    defaults = arguments.defaults
    left_out = dict(zip(names[len(names) - len(defaults) :], defaults, strict=True))
    plain = not any(isinstance(one, ast.Starred) for one in call.args)
    given = dict(zip(names, call.args, strict=False)) if plain else {}
    return left_out | given | {one.arg: one.value for one in call.keywords if one.arg}


def _parts(holder: ast.AST, code: ast.AST) -> list[ast.expr]:
    """What stands after an id among the arguments, and the arguments that are texts by name."""
    if isinstance(holder, ast.Tuple):
        return list(holder.elts[1:])
    if not isinstance(holder, ast.Call):
        return []
    after = holder.args[holder.args.index(code) + 1 :] if code in holder.args else []
    named = {one.arg: one.value for one in holder.keywords}
    return [*after, *(named[name] for name in NAMED if name in named)]


def _has_words(pair: Pair) -> bool:
    is_said = FILLED_IN in pair[0] or re.search(r"[^\W\d_]{2}", pair[0])
    return bool(is_said) and not any(map(ID.fullmatch, pair))


def _told(slots: list[list[Pair]]) -> list[Told]:
    """The first text is the sentence and the second its remedy; one that gives both has them in turn."""
    if not slots:
        return []
    if len(slots) > 1:
        whats, remedies = slots[0], slots[1]
        return [Told(*what, *remedies[min(at, len(remedies) - 1)]) for at, what in enumerate(whats)]
    (pairs,) = slots
    remedies = [*pairs[1::2], ("", "")]
    return [Told(*what, *remedies[at]) for at, what in enumerate(pairs[::2])]
