/// The commands of TeX and LaTeX that stand for one symbol, as Lamport, "LaTeX: A Document Preparation System" (1994)
/// lists them.
enum TeXSymbols {
  static let letters: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
    "rho": "ρ", "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "ϕ", "varphi": "φ", "chi": "χ",
    "psi": "ψ", "omega": "ω", "ell": "ℓ", "partial": "∂", "hbar": "ℏ",
  ]

  /// Upright, as LaTeX sets them.
  static let uprightLetters: [String: String] = [
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ",
    "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "infty": "∞", "emptyset": "∅", "varnothing": "∅", "nabla": "∇", "top": "⊤",
    "bot": "⊥", "dots": "…", "ldots": "…", "cdots": "⋯", "vdots": "⋮", "ddots": "⋱", "Re": "ℜ", "Im": "ℑ", "%": "%",
    "#": "#", "$": "$", "&": "&", "_": "_", "degree": "°", "checkmark": "✓",
  ]

  /// Operators between two things.
  static let operators: [String: String] = [
    "cdot": "⋅", "times": "×", "div": "÷", "pm": "±", "mp": "∓", "ast": "∗", "star": "⋆", "circ": "∘", "bullet": "∙",
    "oplus": "⊕", "otimes": "⊗", "odot": "⊙", "cup": "∪", "cap": "∩", "setminus": "∖", "wedge": "∧", "land": "∧",
    "vee": "∨", "lor": "∨", "neg": "¬", "lnot": "¬", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠",
    "neq": "≠",
    "ll": "≪", "gg": "≫", "approx": "≈", "sim": "∼", "simeq": "≃", "cong": "≅", "equiv": "≡", "propto": "∝", "in": "∈",
    "notin": "∉", "ni": "∋", "subset": "⊂", "subseteq": "⊆", "supset": "⊃", "supseteq": "⊇", "mid": "∣",
    "parallel": "∥",
    "perp": "⊥", "to": "→", "rightarrow": "→", "leftarrow": "←", "gets": "←", "leftrightarrow": "↔", "Rightarrow": "⇒",
    "implies": "⟹", "Leftarrow": "⇐", "Leftrightarrow": "⇔", "iff": "⟺", "mapsto": "↦", "longrightarrow": "⟶",
    "forall": "∀", "exists": "∃", "colon": ":", "coloneqq": "≔", "triangleq": "≜", "prec": "≺", "succ": "≻",
  ]

  /// Large operators, whose limits stand under and over them in a formula on its own line.
  static let largeOperators: [String: String] = [
    "sum": "∑", "prod": "∏", "coprod": "∐", "bigcup": "⋃", "bigcap": "⋂", "bigoplus": "⨁", "bigotimes": "⨂",
    "bigvee": "⋁", "bigwedge": "⋀",
  ]

  /// Integrals, whose limits stand beside them.
  static let integrals: [String: String] = ["int": "∫", "iint": "∬", "oint": "∮"]

  /// Fences; stretched only after `\left` and `\right`.
  static let fences: [String: String] = [
    "langle": "⟨", "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "lvert": "|", "rvert": "|",
    "vert": "|", "lVert": "‖", "rVert": "‖", "Vert": "‖", "|": "‖", "{": "{", "}": "}", "lbrace": "{", "rbrace": "}",
    "lbrack": "[", "rbrack": "]",
  ]

  static let functions: Set<String> = [
    "log", "ln", "exp", "sin", "cos", "tan", "sinh", "cosh", "tanh", "arcsin", "arccos", "arctan", "arg", "deg", "dim",
    "ker", "cot", "sec", "csc", "lg", "hom",
  ]

  /// Functions whose limits stand under them.
  static let limitFunctions: [String: String] = [
    "max": "max", "min": "min", "lim": "lim", "sup": "sup", "inf": "inf", "limsup": "lim sup", "liminf": "lim inf",
    "argmax": "arg max", "argmin": "arg min", "det": "det", "gcd": "gcd", "Pr": "Pr",
  ]

  /// Marks over a letter, and whether they stretch over all of it.
  static let accents: [String: (mark: String, stretches: Bool)] = [
    "hat": ("^", false), "widehat": ("^", true), "bar": ("¯", false), "overline": ("¯", true), "vec": ("→", false),
    "tilde": ("~", false), "widetilde": ("~", true), "dot": ("˙", false), "ddot": ("¨", false), "check": ("ˇ", false),
    "overrightarrow": ("→", true), "overbrace": ("⏞", true),
  ]

  /// Width in em.
  static let spaces: [String: String] = [
    ",": "0.167", ":": "0.222", ">": "0.222", ";": "0.278", "!": "-0.167", " ": "0.25", "quad": "1", "qquad": "2",
    "thinspace": "0.167", "enspace": "0.5",
  ]

  /// Letters of `\mathbb` and `\mathcal` that Unicode holds outside their alphabets.
  static let doubleStruckExceptions: [Character: String] = [
    "C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ",
  ]
  static let scriptExceptions: [Character: String] = [
    "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ",
  ]
}
