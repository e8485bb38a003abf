//! Pictures of codes: the SVG painted by a reader of its own, put on pages of any kind, and scanned.

/// What an SVG shows: light and dark modules, row by row, the quiet zone included.
pub struct Drawing {
    pub title: String,
    pub width: usize,
    pub modules: Vec<bool>,
}

impl Drawing {
    /// Paints the SVG.
    #[track_caller]
    pub fn of(svg: &str) -> Self {
        let (head, rest) = svg.split_once("<title>").unwrap();
        let (title, rest) = rest.split_once("</title>").unwrap();
        let width = head.split("viewBox=\"0 0 ").nth(1).unwrap().split(' ').next().unwrap();
        let expected = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {width}\" role=\"img\" \
             shape-rendering=\"crispEdges\">"
        );
        assert_eq!(head, expected);
        let painted = format!("<rect width=\"{width}\" height=\"{width}\" fill=\"#fff\"/>");
        let rest = rest.strip_prefix(&painted).unwrap_or_else(|| panic!("{rest}"));
        let path =
            rest.strip_prefix("<path fill=\"#000\" d=\"").unwrap().strip_suffix("\"/></svg>\n").unwrap();
        let width: usize = width.parse().unwrap();
        let mut modules = vec![false; width * width];
        for run in path.split_terminator('z') {
            let numbers: Vec<usize> = run
                .split(|c: char| !c.is_ascii_digit())
                .filter(|number| !number.is_empty())
                .map(|number| number.parse().unwrap())
                .collect();
            let [from, y, to, 1, back] = numbers[..] else { panic!("{run}") };
            assert_eq!((run, back), (&*format!("M{from} {y}H{to}v1H{from}"), from));
            for x in from..to {
                assert!(!std::mem::replace(&mut modules[y * width + x], true), "painted twice");
            }
        }
        let quiet = |x: usize, y: usize| x.min(y).min(width - 1 - x).min(width - 1 - y) < 4;
        assert!((0..width * width).all(|at| !modules[at] || !quiet(at % width, at / width)), "quiet zone");
        Self { title: title.to_owned(), width, modules }
    }

    fn is_dark(&self, x: usize, y: usize) -> bool {
        self.modules[y * self.width + x]
    }

    /// Reads the modules as they are.
    pub fn decode(&self) -> Result<String, String> {
        let grid = rqrr::SimpleGrid::from_func(self.width - 8, |x, y| self.is_dark(x + 4, y + 4));
        rqrr::Grid::new(grid).decode().map(|(_, text)| text).map_err(|error| error.to_string())
    }

    /// On a screen: so many pixels for each module, whole or not, and each pixel light or dark, on a page of some
    /// brightness around the painted ground.
    pub fn on_screen(&self, scale: f64, page: u8) -> Photograph {
        let margin = 24;
        let side = (self.width as f64 * scale).round() as usize;
        let width = side + 2 * margin;
        let mut pixels = vec![page; width * width];
        for y in 0..side {
            for x in 0..side {
                let module = |pixel: usize| ((pixel as f64 + 0.5) / scale) as usize;
                let dark = self.is_dark(module(x).min(self.width - 1), module(y).min(self.width - 1));
                pixels[(y + margin) * width + x + margin] = if dark { 0 } else { 255 };
            }
        }
        Photograph { width, pixels }
    }
}

/// Grey values, row by row.
pub struct Photograph {
    width: usize,
    pixels: Vec<u8>,
}

impl Photograph {
    /// Each pixel mixed with those around it, so many times.
    pub fn blurred(mut self, times: usize) -> Self {
        let width = self.width;
        for _ in 0..times {
            let before = self.pixels.clone();
            let at = |x: usize, y: usize| u32::from(before[y * width + x]);
            for y in 1..width - 1 {
                for x in 1..width - 1 {
                    let straight = at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1);
                    let slanted = at(x - 1, y - 1) + at(x + 1, y - 1) + at(x - 1, y + 1) + at(x + 1, y + 1);
                    self.pixels[y * width + x] = ((4 * at(x, y) + 2 * straight + slanted) / 16) as u8;
                }
            }
        }
        self
    }

    /// Less contrast, as on a screen in the sun.
    pub fn faded(mut self) -> Self {
        self.pixels.iter_mut().for_each(|pixel| *pixel = 70 + *pixel / 3);
        self
    }

    /// What a phone reads, wherever the code is.
    pub fn scan(&self) -> Vec<Result<String, String>> {
        let pixel = |x: usize, y: usize| self.pixels[y * self.width + x];
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(self.width, self.width, pixel);
        let found = image.detect_grids();
        found
            .iter()
            .map(|grid| grid.decode().map(|(_, text)| text).map_err(|error| error.to_string()))
            .collect()
    }
}
