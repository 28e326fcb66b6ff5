"""The words around every page, and of the pages that say only one thing."""

from tvaerblik.core.texts import Text

TEXTS = {
    "product": Text("Tværblik", "Tværblik"),
    "description": Text(
        "de samme tal om sundhed på tværs af region, kommuner, hospitaler og almen praksis.",
        "the same figures on health across region, municipalities, hospitals and general practice.",
    ),
    "tagline": Text("Ledelsesinformation på tværs", "Management information across sectors"),
    "skip": Text("Gå til indhold", "Skip to content"),
    "navigation": Text("Hovedmenu", "Main menu"),
    "nav_overblik": Text("Overblik", "Overview"),
    "nav_udforsk": Text("Udforsk", "Explore"),
    "work": Text("Arbejdet med tallene", "The work on the figures"),
    "nav_data": Text("Data", "Data"),
    "nav_forklaring": Text("Sådan læses tallene", "How to read the figures"),
    "nav_om": Text("Om", "About"),
    "language": Text("English", "Dansk"),
    "account": Text("Konto", "Account"),
    "log_in": Text("Log ind", "Log in"),
    "log_out": Text("Log ud", "Log out"),
    "accounts": Text("Konti og roller", "Accounts and roles"),
    "log": Text("Loggen", "The audit log"),
    "logged_in_as": Text("Logget ind som", "Logged in as"),
    "footer": Text("Om siden", "About the site"),
    "accessibility": Text("Tilgængelighed", "Accessibility"),
    "api": Text("Data til maskiner (API)", "Data for machines (API)"),
    "releases": Text("Udgivelser", "Releases"),
    "examples": Text("Gode eksempler", "Good examples"),
    "about": Text("Om Tværblik", "About Tværblik"),
    "release": Text("Udgivelse {id}", "Release {id}"),
    "newest": Text("Leverancer til og med {day}", "Deliveries up to {day}"),
    "not_found": Text("Siden findes ikke", "There is no such page"),
    "not_found_text": Text(
        "Adressen er forkert, eller siden er flyttet. Tallene finder du på Overblik.",
        "The address is wrong or the page has moved. The figures are on the overview.",
    ),
    "to_overview": Text("Til Overblik", "To the overview"),
    "no_release": Text("Der vises ingen tal lige nu", "No figures are shown right now"),
    "no_release_text": Text(
        "Den første udgivelse er ikke godkendt endnu, eller den, der blev vist, er trukket tilbage.",
        "The first release has not been approved yet, or the one that was shown has been withdrawn.",
    ),
    "no_release_why": Text("Se hvorfor under Udgivelser", "See why under Releases"),
    "login": Text("Log ind", "Log in"),
    "login_text": Text(
        "Tallene er offentlige og kan læses uden at logge ind.",
        "The figures are public and can be read without logging in.",
    ),
    "username": Text("Brugernavn", "User name"),
    "password": Text("Adgangskode", "Password"),
    "login_failed": Text(
        "Brugernavn og adgangskode passer ikke sammen. Prøv igen.",
        "User name and password do not match. Try again.",
    ),
}
